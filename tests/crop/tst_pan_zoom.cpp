// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/gesture.h"
#include "crop/pan_zoom.h"

#include <QRandomGenerator>
#include <QTest>

#include <cstdio>

using namespace fw;
using namespace fw::crop;
using wire::FitMode;

namespace {

constexpr Size vertical{ 720, 1280 };
constexpr Size small{ 640, 360 };

bool isNear(double a, double b, double by)
{
    return std::abs(a - b) <= by;
}

/// The largest way that an edge moved.
double edges(const Rect &a, const Rect &b)
{
    return std::max({ std::abs(a.x - b.x), std::abs(a.y - b.y), std::abs(a.right() - b.right()),
                      std::abs(a.bottom() - b.bottom()) });
}

PanZoom fill(double x, double y, double zoom)
{
    return { x, y, zoom, FitMode::Fill, false };
}

} // namespace

/// Pan fractions and zoom (orchestrator.md e1).
class TestPanZoom final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServersOwnExamplesComeOut();
    void fitHasBarsAndNoRoomAcross();
    void evenSizesRoundHalvesToEven();
    void theRectangleOfTheProtocolPageComesBack();
    void whatIsNotOfTheOutputsShapeSaysSo();
    void smallerThanZoomFourSaysSoAndKeepsTheCentre();
    void noRoomToMoveIsSaidAndSentAsTheMiddle();
    void peersNumbersAreCut();
    void rectangleToEditAndBackWithinHalfAPixelAtEverySize();
    void secondTripIsTheSameEditToTheLastBit();
    void whatIsRenderedLiesWithinOneAndAHalfOutputPixels();
    void panningMovesTheFrameTheOtherWay();
    void zoomingKeepsThePointUnderThePointer();
    void handlesActAsZoom_data();
    void handlesActAsZoom();
    void changingTheModeKeepsThePicture();
};

void TestPanZoom::theServersOwnExamplesComeOut()
{
    const Laid laid = lay(small, vertical, fill(0.25, 0.5, 1.4));
    QVERIFY((laid.scaled == Size{ 3186, 1792 }));
    QCOMPARE(laid.x, -616); // -616.5, half to even
    QCOMPARE(laid.y, -256);
    QVERIFY(laid.hasSlackX && laid.hasSlackY && !laid.hasBars());

    const Laid top = lay(small, vertical, { 0.5, 0, 1, FitMode::Fit, false });
    QVERIFY((top.scaled == Size{ 720, 404 }));
    QCOMPARE(top.x, 0);
    QCOMPARE(top.y, 0);
    QVERIFY((top.picture == PixelRect{ 0, 0, 720, 404 }));
    QCOMPARE(top.barBottom, 876);
    QVERIFY(top.visible == (Rect{ 0, 0, 640, 360 }));
}

void TestPanZoom::fitHasBarsAndNoRoomAcross()
{
    const Laid laid = lay(small, vertical, {});
    QVERIFY((laid.picture == PixelRect{ 0, 438, 720, 404 }));
    QCOMPARE(laid.barTop, 438);
    QCOMPARE(laid.barBottom, 438);
    QVERIFY(!laid.hasSlackX && laid.hasSlackY);
    const Laid half = lay(small, vertical, fill(0.5, 0.5, 0.25));
    QVERIFY((half.scaled == Size{ 568, 320 })); // 568.89 and 320
    QVERIFY((half.picture == PixelRect{ 76, 480, 568, 320 }));
    QVERIFY(half.hasBars() && half.barLeft == 76 && half.barRight == 76);
}

void TestPanZoom::evenSizesRoundHalvesToEven()
{
    // 1280x720 fill: 2275.56 x 1280; zoom 1.0 of 1080x1921: 720 x 1280.67.
    QVERIFY((lay({ 1280, 720 }, vertical, fill(0.5, 0.5, 1)).scaled == Size{ 2276, 1280 }));
    QVERIFY((lay({ 1080, 1921 }, vertical, fill(0.5, 0.5, 1)).scaled == Size{ 720, 1280 }));
    // 5 pixels become 4, 3 become 4: half of the even step goes to the even multiple.
    QVERIFY((lay({ 5, 3 }, { 5, 3 }, fill(0.5, 0.5, 1)).scaled == Size{ 4, 4 }));
}

void TestPanZoom::theRectangleOfTheProtocolPageComesBack()
{
    const PanZoomFit fit = panZoomFrom({ 100, 30, 135, 240 }, small, vertical);
    QVERIFY(!fit.zoomAtMost && !fit.shapeChanged);
    QCOMPARE(fit.edit.zoom, 1.5);
    QVERIFY(isNear(fit.edit.cropX, 0.198, 0.0005));
    QCOMPARE(fit.edit.cropY, 0.25);
    const Rect seen = lay(small, vertical, fit.edit).visible;
    QVERIFY(isNear(seen.x, 99.92, 0.005) && isNear(seen.y, 30, 1e-9));
    QVERIFY(isNear(seen.width, 134.97, 0.005) && isNear(seen.height, 240, 1e-9));
    QVERIFY(edges(askedRect(small, vertical, fit.edit), { 100, 30, 135, 240 }) < 0.001);
    QVERIFY(panZoomFrom({ 100, 30, 135, 240 }, small, vertical, true).edit.flip);
}

void TestPanZoom::whatIsNotOfTheOutputsShapeSaysSo()
{
    const PanZoomFit wide = panZoomFrom({ 100, 100, 160, 90 }, small, vertical);
    QVERIFY(wide.shapeChanged && !wide.zoomAtMost);
    const Rect r = askedRect(small, vertical, wide.edit); // 90 x 160 around (180, 145)
    QVERIFY(edges(r, { 135, 65, 90, 160 }) < 0.01);
    // What even rounding took from 9:16 is not worth a word.
    QVERIFY(!panZoomFrom({ 656, 0, 608, 1080 }, { 1920, 1080 }, vertical).shapeChanged);
    QVERIFY(!panZoomFrom({ 0, 0, 406, 720 }, { 1280, 720 }, vertical).shapeChanged);
}

void TestPanZoom::smallerThanZoomFourSaysSoAndKeepsTheCentre()
{
    // 720 / (4 * 1280/360) = 50.625 wide, 90 high.
    const Rect least = smallestRect(small, vertical);
    QCOMPARE(least.width, 50.625);
    QCOMPARE(least.height, 90.0);
    const PanZoomFit fit = panZoomFrom({ 300, 100, 27, 48 }, small, vertical);
    QVERIFY(fit.zoomAtMost);
    QCOMPARE(fit.edit.zoom, 4.0);
    QVERIFY(edges(askedRect(small, vertical, fit.edit), { 288.1875, 79, 50.625, 90 }) < 0.001);
    // In the corner it cannot keep the centre and lies inside.
    const PanZoomFit corner = panZoomFrom({ 0, 0, 27, 48 }, small, vertical);
    QVERIFY(edges(askedRect(small, vertical, corner.edit), { 0, 0, 50.625, 90 }) < 0.001);
    QVERIFY(!panZoomFrom({ 0, 0, 50.625, 90 }, small, vertical).zoomAtMost);
}

void TestPanZoom::noRoomToMoveIsSaidAndSentAsTheMiddle()
{
    const PanZoomFit tall = panZoomFrom({ 200, 0, 202.5, 360 }, small, vertical);
    QCOMPARE(tall.edit.zoom, 1.0);
    QCOMPARE(tall.edit.cropY, 0.5);
    const Laid laid = lay(small, vertical, tall.edit);
    QVERIFY(laid.hasSlackX && !laid.hasSlackY);
    // A source of the output's own shape has none on either axis.
    const Laid same = lay({ 1080, 1920 }, vertical, fill(0.2, 0.7, 1));
    QVERIFY(!same.hasSlackX && !same.hasSlackY && same.x == 0 && same.y == 0);
}

void TestPanZoom::peersNumbersAreCut()
{
    const PanZoom wild{ -3, std::nan(""), 99, FitMode::Fill, true };
    QVERIFY((stored(wild) == PanZoom{ 0, 0.5, 4, FitMode::Fill, true }));
    QCOMPARE(stored(fill(2, 0.5, 0.1)).zoom, 0.25);
    QCOMPARE(stored(fill(0.5, 0.5, std::numeric_limits<double>::infinity())).zoom, 1.0);
    const PanZoomFit fit = panZoomFrom({ std::nan(""), 0, 1, 1 }, small, vertical);
    QVERIFY(edges(askedRect(small, vertical, fit.edit), { 218.75, 0, 202.5, 360 }) < 0.001);
}

void TestPanZoom::rectangleToEditAndBackWithinHalfAPixelAtEverySize()
{
    QRandomGenerator dice(1);
    double worst = 0;
    double worstSent = 0;
    int seen = 0;
    // Every width, each with heights that go through all of them in another order.
    for (int width = 16; width <= longestSide; ++width) {
        for (int i = 0; i < 12; ++i) {
            const Size shown{ width, 16 + (width * 7919 + i * 1361) % (longestSide - 15) };
            Frame frame;
            frame.source = shown;
            frame.minimum = { 2, 2 };
            const Rect most = largest(frame, { 9, 16 });
            const Rect least = smallestRect(shown, vertical);
            const double share = i == 0 ? 1 : dice() / 4294967296.0;
            const double w = least.width + share * (most.width - least.width);
            const double h = w / 9 * 16;
            const Rect rect{ (shown.width - w) * (dice() % 101) / 100.0,
                             (shown.height - h) * (dice() % 101) / 100.0, w, h };
            const PanZoomFit fit = panZoomFrom(rect, shown, vertical);
            QVERIFY(!fit.shapeChanged);
            worst = std::max(worst, edges(askedRect(shown, vertical, fit.edit), rect));
            // The rectangle that a pixel server gets, rounded to even sides.
            const PixelRect sent = rounded(rect, frame, { 9, 16 });
            if (sent.width >= least.width && sent.height >= least.height) {
                const PanZoomFit even = panZoomFrom(toRect(sent), shown, vertical);
                worstSent = std::max(worstSent,
                                     edges(askedRect(shown, vertical, even.edit), toRect(sent)));
            }
            ++seen;
        }
    }
    std::printf("%d rectangles: models come back within %.4f, sent ones within %.4f pixels\n", seen,
                worst, worstSent);
    QVERIFY(worst < 0.01);
    QVERIFY(worstSent <= 0.501); // half a pixel of shape, and the last decimal of the edit
}

void TestPanZoom::secondTripIsTheSameEditToTheLastBit()
{
    QRandomGenerator dice(2);
    const auto real = [&] { return dice() / 4294967296.0; };
    for (int i = 0; i < 300'000; ++i) {
        const Size shown{ int(2 + dice() % (longestSide - 1)),
                          int(2 + dice() % (longestSide - 1)) };
        const Size output = i % 3 == 0 ? Size{ 720, 720 }
            : i % 3 == 1               ? vertical
                                       : Size{ 1280, 720 };
        PanZoom edit = fill(real(), real(), 1 + 3 * real());
        if (dice() % 4 == 0)
            edit.zoom = 1 + (dice() % 200) * 1e-7; // hardly any slack on one axis
        const PanZoom first = panZoomFrom(askedRect(shown, output, edit), shown, output).edit;
        const PanZoom second = panZoomFrom(askedRect(shown, output, first), shown, output).edit;
        if (second != first)
            QFAIL(qPrintable(QStringLiteral("%1x%2 zoom %3 %4 x %5 %6 y %7 %8")
                                 .arg(shown.width)
                                 .arg(shown.height)
                                 .arg(first.zoom, 0, 'g', 17)
                                 .arg(second.zoom, 0, 'g', 17)
                                 .arg(first.cropX, 0, 'g', 17)
                                 .arg(second.cropX, 0, 'g', 17)
                                 .arg(first.cropY, 0, 'g', 17)
                                 .arg(second.cropY, 0, 'g', 17)));
    }
}

void TestPanZoom::whatIsRenderedLiesWithinOneAndAHalfOutputPixels()
{
    QRandomGenerator dice(3);
    const auto real = [&] { return dice() / 4294967296.0; };
    double worst = 0;
    for (int i = 0; i < 300'000; ++i) {
        const Size shown{ int(64 + dice() % (longestSide - 63)),
                          int(64 + dice() % (longestSide - 63)) };
        const PanZoom edit = fill(real(), real(), 1 + 3 * real());
        const Laid laid = lay(shown, vertical, edit);
        const Rect asked = askedRect(shown, vertical, edit);
        QVERIFY(laid.picture.width == 720 && laid.picture.height == 1280);
        worst = std::max({ worst, std::abs(laid.visible.x - asked.x) * laid.scale,
                           std::abs(laid.visible.right() - asked.right()) * laid.scale,
                           std::abs(laid.visible.y - asked.y) * laid.scale,
                           std::abs(laid.visible.bottom() - asked.bottom()) * laid.scale });
    }
    std::printf("rendered edges lie within %.3f output pixels of the asked ones\n", worst);
    QVERIFY(worst <= 1.5);
}

void TestPanZoom::panningMovesTheFrameTheOtherWay()
{
    const PanZoom start = fill(0.5, 0.5, 1.5); // 135x240 at (252.5, 60)
    const PanZoom right = panned(start, 50, -20, small, vertical);
    QVERIFY(edges(askedFrame(small, vertical, right), { 202.5, 80, 135, 240 }) < 0.001);
    const PanZoom far = panned(start, 9999, 9999, small, vertical);
    QVERIFY(far == fill(0, 0, 1.5));
    // No slack downward: the value stays what it was.
    const PanZoom across = panned(fill(0.5, 0.3, 1), 10, 10, small, vertical);
    QCOMPARE(across.cropY, 0.3);
    QVERIFY(across.cropX < 0.5);
    QVERIFY(panned(start, std::nan(""), 0, small, vertical) == start);
    // With bars the picture lies inside the frame and still follows the pointer.
    const PanZoom low = panned({}, 0, 100, small, vertical);
    QVERIFY(lay(small, vertical, low).y > lay(small, vertical, {}).y);
}

void TestPanZoom::zoomingKeepsThePointUnderThePointer()
{
    const PanZoom start = fill(0.5, 0.5, 1.5);
    const PanZoom in = zoomed(start, 3, { 300, 150 }, small, vertical);
    // 67.5x120; (300 - 252.5) / 135 of it stays left of the pointer.
    QVERIFY(edges(askedFrame(small, vertical, in), { 276.25, 105, 67.5, 120 }) < 0.001);
    QCOMPARE(zoomed(start, 50, { 300, 150 }, small, vertical).zoom, 4.0);
    QCOMPARE(zoomed(start, 0, { 300, 150 }, small, vertical).zoom, 0.25);
    QVERIFY(zoomed(start, 1.5, { 300, 150 }, small, vertical) == start);
}

void TestPanZoom::handlesActAsZoom_data()
{
    QTest::addColumn<Handle>("handle");
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<bool>("centred");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<QRectF>("frame");
    // From 135x240 at (252.5, 60), zoom 1.5.
    QTest::newRow("right edge out by 45")
        << Handle::Right << QPointF(45, 0) << false << 1.125 << QRectF(252.5, 20, 180, 320);
    QTest::newRow("left edge in by 67.5")
        << Handle::Left << QPointF(67.5, 0) << false << 3.0 << QRectF(320, 120, 67.5, 120);
    QTest::newRow("bottom right corner along the diagonal")
        << Handle::BottomRight << QPointF(-67.5, -120) << false << 3.0
        << QRectF(252.5, 60, 67.5, 120);
    QTest::newRow("bottom edge from the centre")
        << Handle::Bottom << QPointF(0, -60) << true << 3.0 << QRectF(286.25, 120, 67.5, 120);
    QTest::newRow("through the other side")
        << Handle::Right << QPointF(-500, 0) << false << 4.0 << QRectF(252.5, 135, 50.625, 90);
    QTest::newRow("not moved") << Handle::Right << QPointF(0, 0) << false << 1.5
                               << QRectF(252.5, 60, 135, 240);
}

void TestPanZoom::handlesActAsZoom()
{
    QFETCH(Handle, handle);
    QFETCH(QPointF, by);
    QFETCH(bool, centred);
    QFETCH(double, zoom);
    QFETCH(QRectF, frame);
    Drag drag{ {}, { 10, 10 }, { 10 + by.x(), 10 + by.y() } };
    drag.modifiers.fromCentre = centred;
    const PanZoom edit = resizedAsZoom(fill(0.5, 0.5, 1.5), handle, drag, small, vertical);
    QVERIFY(isNear(edit.zoom, zoom, 1e-6));
    QVERIFY(edges(askedFrame(small, vertical, edit),
                  { frame.x(), frame.y(), frame.width(), frame.height() })
            < 0.001);
}

void TestPanZoom::changingTheModeKeepsThePicture()
{
    // Fit 4 shows what Fill 4 * 1.125/3.556 shows.
    const PanZoom fit{ 0.3, 0.6, 4, FitMode::Fit, false };
    const PanZoom other = withMode(fit, FitMode::Fill, small, vertical);
    QVERIFY(isNear(other.zoom, 4 * 1.125 / (1280 / 360.0), 1e-6));
    QVERIFY(edges(askedFrame(small, vertical, other), askedFrame(small, vertical, fit)) < 0.01);
    // Fill 4 would be Fit 12.6: the nearest is 4.
    QCOMPARE(withMode(fill(0.5, 0.5, 4), FitMode::Fit, small, vertical).zoom, 4.0);
}

QTEST_GUILESS_MAIN(TestPanZoom)
#include "tst_pan_zoom.moc"
