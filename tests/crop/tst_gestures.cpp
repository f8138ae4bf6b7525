// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/adjust.h"
#include "crop/gesture.h"
#include "crop/rounding.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::crop;

Q_DECLARE_METATYPE(fw::crop::Rect)

namespace {

constexpr Ratio anyShape{};
constexpr Ratio vertical{ 9, 16 };

Frame hd()
{
    Frame frame;
    frame.source = { 1920, 1080 };
    return frame;
}

bool same(const Rect &a, const Rect &b)
{
    return std::abs(a.x - b.x) < 1e-6 && std::abs(a.y - b.y) < 1e-6
        && std::abs(a.width - b.width) < 1e-6 && std::abs(a.height - b.height) < 1e-6;
}

QByteArray told(const Rect &r)
{
    return QStringLiteral("%1 %2 %3x%4").arg(r.x).arg(r.y).arg(r.width).arg(r.height).toUtf8();
}

/// Compares with a rectangle worked out by hand.
void expect(const Rect &got, const Rect &wanted)
{
    const QByteArray both = told(got) + " instead of " + told(wanted);
    QVERIFY2(same(got, wanted), both.constData());
}

} // namespace

/// Every gesture and key of ux.md 5.1, column "Ours", against rectangles worked out by hand.
class TestGestures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysMeanWhatTheTableSays();
    void handlesSitWhereTheyAreDrawn();
    void moves_data();
    void moves();
    void resizes_data();
    void resizes();
    void draws_data();
    void draws();
    void snaps_data();
    void snaps();
    void ctrlSuspendsSnapping();
    void equallyNearLinesAreChosenByRule();
    void shiftKeepsTheStartsRatioAndSoDoesTheLock();
    void arrowsNudgeByTheChromaStep();
    void ctrlArrowsResizeRightAndBottom();
    void wheelResizesAboutThePointer();
    void presetsKeepCentreAndLargestArea();
    void swapResetAndPlaces();
    void turnsAndFlipsKeepThePicture();
    void fieldsKeepLeftAndTopWhileThereIsRoom();
    void otherFormatsGetTheSameSubject();
    void pointersThatAreNoNumbersChangeNothing();
};

void TestGestures::keysMeanWhatTheTableSays()
{
    const auto is = [](Modifiers m, bool axis, bool ratio, bool centre, bool noSnap) {
        return m == Modifiers{ axis, ratio, centre, noSnap };
    };
    QVERIFY(is(moveModifiers(false, false), false, false, false, false));
    QVERIFY(is(moveModifiers(true, false), true, false, false, false));
    QVERIFY(is(moveModifiers(true, true), true, false, false, true));
    QVERIFY(is(resizeModifiers(true, false, false), false, true, false, false));
    QVERIFY(is(resizeModifiers(false, true, false), false, false, false, true));
    QVERIFY(is(resizeModifiers(false, false, true), false, false, true, false));
    QVERIFY(is(resizeModifiers(true, true, false), false, false, true, false)); // as Alt
    QVERIFY(is(resizeModifiers(true, false, true), false, true, true, false));
    QVERIFY(is(resizeModifiers(false, true, true), false, false, true, true));
    QVERIFY(is(resizeModifiers(true, true, true), false, true, true, true));
}

void TestGestures::handlesSitWhereTheyAreDrawn()
{
    const Rect r{ 10, 20, 100, 40 };
    QCOMPARE(handles().size(), size_t(8));
    QVERIFY((handlePoint(r, Handle::TopLeft) == Point{ 10, 20 }));
    QVERIFY((handlePoint(r, Handle::Top) == Point{ 60, 20 }));
    QVERIFY((handlePoint(r, Handle::Right) == Point{ 110, 40 }));
    QVERIFY((handlePoint(r, Handle::BottomLeft) == Point{ 10, 60 }));
}

void TestGestures::moves_data()
{
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<bool>("shift");
    QTest::addColumn<Rect>("wanted"); // from 600 300 400x300 of 1920x1080
    QTest::newRow("plain") << QPointF(31, -17) << false << Rect{ 631, 283, 400, 300 };
    QTest::newRow("locked across") << QPointF(31, -17) << true << Rect{ 631, 300, 400, 300 };
    QTest::newRow("locked down") << QPointF(-16, 17) << true << Rect{ 600, 317, 400, 300 };
    QTest::newRow("locked, even") << QPointF(17, -17) << true << Rect{ 617, 300, 400, 300 };
    QTest::newRow("right border") << QPointF(5000, 0.5) << false << Rect{ 1520, 300.5, 400, 300 };
    QTest::newRow("corner") << QPointF(-5000, 5000) << false << Rect{ 0, 780, 400, 300 };
    QTest::newRow("nowhere") << QPointF(0, 0) << false << Rect{ 600, 300, 400, 300 };
}

void TestGestures::moves()
{
    QFETCH(QPointF, by);
    QFETCH(bool, shift);
    QFETCH(Rect, wanted);
    const Drag drag{ { 600, 300, 400, 300 },
                     { 700, 400 },
                     { 700 + by.x(), 400 + by.y() },
                     moveModifiers(shift, false) };
    expect(moved(drag, { hd() }).rect, wanted);
}

void TestGestures::resizes_data()
{
    QTest::addColumn<Handle>("handle");
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<QString>("keys"); // s shift, c ctrl, a alt
    QTest::addColumn<bool>("preset"); // 9:16, from 600 200 360x640; else free from 600 300 400x300
    QTest::addColumn<Rect>("wanted");
    const auto row = [](const char *name, Handle handle, double dx, double dy, const char *keys,
                        bool preset, Rect wanted) {
        QTest::newRow(name) << handle << QPointF(dx, dy) << QString::fromLatin1(keys) << preset
                            << wanted;
    };
    row("top left", Handle::TopLeft, 10, 20, "", false, { 610, 320, 390, 280 });
    row("top", Handle::Top, 10, 20, "", false, { 600, 320, 400, 280 });
    row("top right", Handle::TopRight, 10, 20, "", false, { 600, 320, 410, 280 });
    row("right", Handle::Right, 10, 20, "", false, { 600, 300, 410, 300 });
    row("bottom right", Handle::BottomRight, 10, 20, "", false, { 600, 300, 410, 320 });
    row("bottom", Handle::Bottom, 10, 20, "", false, { 600, 300, 400, 320 });
    row("bottom left", Handle::BottomLeft, 10, 20, "", false, { 610, 300, 390, 320 });
    row("left", Handle::Left, 10, 20, "", false, { 610, 300, 390, 300 });
    row("stops at the border", Handle::BottomRight, 9999, 9999, "", false, { 600, 300, 1320, 780 });
    row("stops at the minimum", Handle::Left, 999, 0, "", false, { 984, 300, 16, 300 });
    row("does not cross over", Handle::TopLeft, 9999, 9999, "", false, { 984, 584, 16, 16 });
    row("alt: from the centre", Handle::Right, 10, 0, "a", false, { 590, 300, 420, 300 });
    row("ctrl shift: the same", Handle::Right, 10, 0, "sc", false, { 590, 300, 420, 300 });
    row("alt corner", Handle::TopLeft, -10, 20, "a", false, { 590, 320, 420, 260 });
    row("alt stops at the nearer border", Handle::Bottom, 0, 9999, "a", false,
        { 600, 0, 400, 900 });
    row("shift on the diagonal", Handle::BottomRight, 40, 30, "s", false, { 600, 300, 440, 330 });
    // Foot of (440, 300) on the direction (4, 3): t = (1760 + 900) / 25 = 106.4.
    row("shift beside the diagonal", Handle::BottomRight, 40, 0, "s", false,
        { 600, 300, 425.6, 319.2 });
    row("shift on an edge", Handle::Right, 40, 0, "s", false, { 600, 285, 440, 330 });
    row("shift alt", Handle::Right, 20, 0, "sa", false, { 580, 285, 440, 330 });
    row("preset, diagonal", Handle::BottomRight, 9, 16, "", true, { 600, 200, 369, 656 });
    row("preset, top left", Handle::TopLeft, 9, 16, "", true, { 609, 216, 351, 624 });
    row("preset, right edge", Handle::Right, 36, 0, "", true, { 600, 168, 396, 704 });
    row("preset, bottom edge", Handle::Bottom, 0, 64, "", true, { 582, 200, 396, 704 });
    // 450 wide is 800 high: from 200 - 80 = 120; 540 wide is 960 high: 40; 585 is 1040: 0, the
    // free side is below; 607.5 is the whole height.
    row("edge, border not met", Handle::Right, 90, 0, "", true, { 600, 120, 450, 800 });
    row("edge, still even", Handle::Right, 180, 0, "", true, { 600, 40, 540, 960 });
    row("edge, on toward the free side", Handle::Right, 225, 0, "", true, { 600, 0, 585, 1040 });
    row("edge, to the whole height", Handle::Right, 999, 0, "", true, { 600, 0, 607.5, 1080 });
    row("corner, first border met", Handle::BottomRight, 900, 1600, "", true,
        { 600, 200, 495, 880 });
    row("preset, alt", Handle::BottomRight, 9, 16, "a", true, { 591, 184, 378, 672 });
    row("preset, minimum of the shorter side", Handle::Right, -999, 0, "", true,
        { 600, 520 - 128.0 / 9, 16, 256.0 / 9 });
}

void TestGestures::resizes()
{
    QFETCH(Handle, handle);
    QFETCH(QPointF, by);
    QFETCH(QString, keys);
    QFETCH(bool, preset);
    QFETCH(Rect, wanted);
    const Rect start = preset ? Rect{ 600, 200, 360, 640 } : Rect{ 600, 300, 400, 300 };
    const Drag drag{ start,
                     { 5, 7 },
                     { 5 + by.x(), 7 + by.y() },
                     resizeModifiers(keys.contains(u's'), keys.contains(u'c'),
                                     keys.contains(u'a')) };
    Scene scene{ hd() };
    scene.ratio = preset ? vertical : anyShape;
    expect(resized(handle, drag, scene).rect, wanted);
}

void TestGestures::draws_data()
{
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<bool>("preset");
    QTest::addColumn<bool>("alt");
    QTest::addColumn<Rect>("wanted");
    const auto row
        = [](const char *name, QPointF from, QPointF to, bool preset, bool alt, Rect wanted) {
              QTest::newRow(name) << from << to << preset << alt << wanted;
          };
    row("down right", { 100, 200 }, { 300, 250 }, false, false, { 100, 200, 200, 50 });
    row("up left", { 300, 250 }, { 100, 200 }, false, false, { 100, 200, 200, 50 });
    row("out of the picture", { 100, 200 }, { -50, 2000 }, false, false, { 0, 200, 100, 880 });
    row("hardly moved", { 100, 200 }, { 101, 199 }, false, false, { 100, 184, 16, 16 });
    row("from outside", { -40, 500 }, { 60, 560 }, false, false, { 0, 500, 60, 60 });
    row("no room for the minimum", { 1918, 500 }, { 1950, 600 }, false, false,
        { 1904, 500, 16, 100 });
    row("ratio, diagonal", { 100, 200 }, { 190, 360 }, true, false, { 100, 200, 90, 160 });
    row("ratio, up left", { 500, 500 }, { 410, 340 }, true, false, { 410, 340, 90, 160 });
    row("ratio, first border met", { 100, 760 }, { 900, 2000 }, true, false,
        { 100, 760, 180, 320 });
    row("from the centre", { 500, 500 }, { 560, 530 }, false, true, { 440, 470, 120, 60 });
}

void TestGestures::draws()
{
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(bool, preset);
    QFETCH(bool, alt);
    QFETCH(Rect, wanted);
    Scene scene{ hd() };
    scene.ratio = preset ? vertical : anyShape;
    const Drag drag{
        {}, { from.x(), from.y() }, { to.x(), to.y() }, resizeModifiers(false, false, alt)
    };
    expect(drawn(drag, scene).rect, wanted);
}

void TestGestures::snaps_data()
{
    QTest::addColumn<int>("handle"); // -1: move
    QTest::addColumn<QPointF>("by");
    QTest::addColumn<bool>("preset");
    QTest::addColumn<Rect>("wanted");
    QTest::addColumn<QString>("hits"); // axis, line, guide
    const auto row
        = [](const char *name, int handle, QPointF by, bool preset, Rect wanted, const char *hits) {
              QTest::newRow(name) << handle << by << preset << wanted << QString::fromLatin1(hits);
          };
    const auto handle = [](Handle h) { return int(h); };
    // Tolerance 8; lines at 0 640 960 1280 1920, 0 360 540 720 1080, own ones at 77 and 333.
    row("nothing near", -1, { 20, 20 }, false, { 620, 320, 400, 300 }, "");
    row("left edge on a third", -1, { 35, 20 }, false, { 640, 320, 400, 300 }, "x near third");
    row("middle on the middle", -1, { 163, 93 }, false, { 760, 390, 400, 300 },
        "x middle centre y middle centre");
    row("right edge on the border", -1, { 915, 20 }, false, { 1520, 320, 400, 300 }, "x far edge");
    row("eight is near enough", -1, { 48, 20 }, false, { 640, 320, 400, 300 }, "x near third");
    row("more than eight is not", -1, { 48.5, 20 }, false, { 648.5, 320, 400, 300 }, "");
    row("handle onto a line", handle(Handle::Right), { -35, 0 }, false, { 600, 300, 360, 300 },
        "x far centre");
    row("handle onto an own line", handle(Handle::Top), { 0, 30 }, false, { 600, 333, 400, 267 },
        "y near own");
    row("corner onto two lines", handle(Handle::TopLeft), { 37, 55 }, false, { 640, 360, 360, 240 },
        "x near third y near third");
    // The right edge at 963 goes to 960: 360 wide is 640 high, 320 left of the centre 520.
    row("ratio kept", handle(Handle::Right), { 3, 0 }, true, { 600, 200, 360, 640 },
        "x far centre");
    // The corner at (1050.3, 1000.5) would need 10 more downward for 5 across: too far for 8.
    row("ratio kept, corner, bottom border", handle(Handle::BottomRight), { 131.6, 233.9 }, true,
        { 600, 200, 495, 880 }, "y far edge");
}

void TestGestures::snaps()
{
    QFETCH(int, handle);
    QFETCH(QPointF, by);
    QFETCH(bool, preset);
    QFETCH(Rect, wanted);
    QFETCH(QString, hits);
    std::vector<Target> targets = pictureTargets(hd());
    targets.push_back({ Along::X, 77, Guide::Custom, 0 });
    targets.push_back({ Along::Y, 333, Guide::Custom, 1 });
    Scene scene{ hd() };
    scene.ratio = preset ? vertical : anyShape;
    scene.targets = targets;
    scene.tolerance = 8;
    const Rect start = preset ? Rect{ 600, 200, 360, 640 } : Rect{ 600, 300, 400, 300 };
    const Drag drag{ start, { 0, 0 }, { by.x(), by.y() } };
    const Step step = handle < 0 ? moved(drag, scene) : resized(Handle(handle), drag, scene);
    expect(step.rect, wanted);
    const auto word = [](const char *axis, const std::optional<Hit> &hit) -> QString {
        static const char *const lines[] = { "near", "middle", "far" };
        static const char *const guides[]
            = { "edge", "centre", "third", "accepted", "sibling", "safe", "own" };
        return hit
            ? u"%1 %2 %3 "_s.arg(QLatin1StringView(axis), QLatin1StringView(lines[int(hit->line)]),
                                 QLatin1StringView(guides[int(hit->target.guide)]))
            : QString();
    };
    QCOMPARE(QString(word("x", step.hits.x) + word("y", step.hits.y)).trimmed(), hits);
}

void TestGestures::ctrlSuspendsSnapping()
{
    const std::vector<Target> targets = pictureTargets(hd());
    Scene scene{ hd() };
    scene.targets = targets;
    scene.tolerance = 8;
    Drag drag{ { 600, 300, 400, 300 }, { 0, 0 }, { 35, 20 }, moveModifiers(false, true) };
    const Step step = moved(drag, scene);
    expect(step.rect, { 635, 320, 400, 300 });
    QVERIFY(!step.hits.x);
}

void TestGestures::equallyNearLinesAreChosenByRule()
{
    Scene scene{ hd() };
    scene.tolerance = 8;
    const Drag drag{ { 600, 300, 400, 300 }, { 0, 0 }, { 20, 20 } };
    const auto left = [&](std::vector<Target> targets) {
        scene.targets = targets;
        const double there = moved(drag, scene).rect.x;
        std::ranges::reverse(targets); // the order of the list decides nothing
        scene.targets = targets;
        return moved(drag, scene).rect.x == there ? there : -1;
    };
    // Kinds first, then the smaller coordinate; noise in the last digits decides nothing.
    QCOMPARE(left({ { Along::X, 615, Guide::Custom, 0 }, { Along::X, 625, Guide::Sibling, 0 } }),
             625.0);
    QCOMPARE(left({ { Along::X, 625, Guide::Custom, 0 }, { Along::X, 615, Guide::Custom, 1 } }),
             615.0);
    QCOMPARE(
        left({ { Along::X, 625 - 1e-9, Guide::Custom, 0 }, { Along::X, 615, Guide::Custom, 1 } }),
        615.0);
    QCOMPARE(left({ { Along::X, 624, Guide::Custom, 0 }, { Along::X, 615, Guide::FrameEdge, 1 } }),
             624.0);
}

void TestGestures::shiftKeepsTheStartsRatioAndSoDoesTheLock()
{
    Scene scene{ hd() };
    Drag drag{ { 0, 0, 300, 100 }, { 0, 0 }, { 30, 10 } };
    scene.locked = true;
    expect(resized(Handle::BottomRight, drag, scene).rect, { 0, 0, 330, 110 });
    drag.to = { 30, 0 };
    expect(resized(Handle::Right, drag, scene).rect, { 0, 0, 330, 110 });
    scene.locked = false;
    expect(resized(Handle::Right, drag, scene).rect, { 0, 0, 330, 100 });
}

void TestGestures::arrowsNudgeByTheChromaStep()
{
    const Rect r{ 600, 300, 400, 300 };
    expect(nudged(r, 1, 0, hd()), { 602, 300, 400, 300 });
    expect(nudged(r, 0, -1, hd()), { 600, 298, 400, 300 });
    expect(nudged(r, -shiftSteps, 0, hd()), { 580, 300, 400, 300 });
    expect(nudged({ 1, 0, 400, 300 }, -1, -1, hd()), { 0, 0, 400, 300 });
    Frame fine = hd();
    fine.step = { 1, 1 };
    expect(nudged(r, 1, 0, fine), { 601, 300, 400, 300 });
}

void TestGestures::ctrlArrowsResizeRightAndBottom()
{
    Scene scene{ hd() };
    const Rect r{ 600, 300, 400, 300 };
    expect(resizedByKeys(r, 1, 0, scene), { 600, 300, 402, 300 });
    expect(resizedByKeys(r, 0, -1, scene), { 600, 300, 400, 298 });
    expect(resizedByKeys(r, shiftSteps, 0, scene), { 600, 300, 420, 300 });
    expect(resizedByKeys(r, 0, 999, scene), { 600, 300, 400, 780 });
    scene.ratio = vertical;
    expect(resizedByKeys({ 600, 200, 360, 640 }, 9, 0, scene), { 600, 184, 378, 672 });
}

void TestGestures::wheelResizesAboutThePointer()
{
    const Rect r{ 600, 300, 400, 300 };
    expect(resizedAbout(r, { 600, 300 }, 0.5, hd(), anyShape), { 600, 300, 200, 150 });
    expect(resizedAbout(r, { 900, 450 }, 0.5, hd(), anyShape), { 750, 375, 200, 150 });
    expect(resizedAbout(r, { 5000, 450 }, 0.5, hd(), anyShape), { 800, 375, 200, 150 });
    // On over a border toward the free side, up to the largest of its shape.
    expect(resizedAbout(r, { 600, 300 }, 3, hd(), anyShape), { 600, 180, 1200, 900 });
    expect(resizedAbout(r, { 600, 300 }, 50, hd(), anyShape), { 480, 0, 1440, 1080 });
    expect(resizedAbout(r, { 800, 450 }, 0.001, hd(), anyShape),
           { 800 - 32.0 / 3, 442, 64.0 / 3, 16 });
    expect(resizedAbout({ 600, 200, 360, 640 }, { 600, 200 }, 1.5, hd(), vertical),
           { 600, 120, 540, 960 });
}

void TestGestures::presetsKeepCentreAndLargestArea()
{
    const Rect r{ 860, 440, 200, 200 };
    expect(withRatio(r, vertical, hd()), { 656.25, 0, 607.5, 1080 });
    expect(withRatio(r, { 16, 9 }, hd()), { 0, 0, 1920, 1080 });
    expect(withRatio(r, { 239, 100 }, hd()), { 0, 540 - 96'000.0 / 239, 1920, 192'000.0 / 239 });
    expect(withRatio({ 0, 0, 100, 100 }, { 1, 1 }, hd()), { 0, 0, 1080, 1080 });
    expect(withRatio({ 300, 0, 600, 100 }, { 4, 5 }, hd()), { 168, 0, 864, 1080 });
    expect(withRatio(r, anyShape, hd()), r);
}

void TestGestures::swapResetAndPlaces()
{
    expect(swapped({ 600, 300, 400, 300 }, hd()), { 650, 250, 300, 400 });
    expect(swapped({ 0, 0, 400, 300 }, hd()), { 50, 0, 300, 400 });
    // 1600x900 upright: 900x1600 does not fit, the largest of that shape is 607.5x1080.
    expect(swapped({ 0, 0, 1600, 900 }, hd()), { 496.25, 0, 607.5, 1080 });
    expect(crop::reset(hd(), vertical), { 656.25, 0, 607.5, 1080 });
    expect(crop::reset(hd(), anyShape), { 0, 0, 1920, 1080 });
    const Rect r{ 600, 300, 400, 300 };
    expect(placedAt(r, Spot::Top, hd()), { 600, 0, 400, 300 });
    expect(placedAt(r, Spot::Centre, hd()), { 760, 390, 400, 300 });
    expect(placedAt(r, Spot::Bottom, hd()), { 600, 780, 400, 300 });
    expect(placedAt(r, Spot::Left, hd()), { 0, 300, 400, 300 });
    expect(placedAt(r, Spot::Right, hd()), { 1520, 300, 400, 300 });
}

void TestGestures::turnsAndFlipsKeepThePicture()
{
    const View start{ { 600, 300, 400, 200 }, hd() };
    const View right = turned(start, 1); // shown 1080x1920: x = 1080 - 300 - 200
    expect(right.rect, { 580, 600, 200, 400 });
    QVERIFY((right.frame.shown() == Size{ 1080, 1920 }));
    const View left = turned(start, -1); // y = 1920 - 600 - 400
    expect(left.rect, { 300, 920, 200, 400 });
    expect(turned(start, 2).rect, { 920, 580, 400, 200 });
    expect(flippedAcross(start).rect, { 920, 300, 400, 200 });
    expect(flippedDown(start).rect, { 600, 580, 400, 200 });
    // A mirrored picture turns clockwise for the eye, too.
    expect(turned(flippedAcross(start), 1).rect, { 580, 920, 200, 400 });
    expect(toSource(turned(flippedAcross(start), 1).rect, turned(flippedAcross(start), 1).frame),
           start.rect);
}

void TestGestures::fieldsKeepLeftAndTopWhileThereIsRoom()
{
    const Rect r{ 600, 300, 400, 300 };
    QCOMPARE(fieldExtent(Field::X, hd()), 1920.0);
    QCOMPARE(fieldExtent(Field::Height, hd()), 1080.0);
    QCOMPARE(fieldValue(Field::Width, r), 400.0);
    expect(withField(r, Field::X, 656, hd(), anyShape), { 656, 300, 400, 300 });
    expect(withField(r, Field::Y, 9999, hd(), anyShape), { 600, 780, 400, 300 });
    expect(withField(r, Field::Width, 960, hd(), anyShape), { 600, 300, 960, 300 });
    expect(withField(r, Field::Width, 1500, hd(), anyShape), { 420, 300, 1500, 300 });
    expect(withField(r, Field::Height, -5, hd(), anyShape), { 600, 300, 400, 16 });
    expect(withField({ 600, 200, 360, 640 }, Field::Height, 720, hd(), vertical),
           { 577.5, 200, 405, 720 });
    expect(withField({ 600, 200, 360, 640 }, Field::Width, 450, hd(), vertical),
           { 600, 120, 450, 800 });
}

void TestGestures::otherFormatsGetTheSameSubject()
{
    // 360x640 = 230,400 = 480x480.
    expect(sameSubject({ 600, 200, 360, 640 }, { 1, 1 }, hd()), { 540, 280, 480, 480 });
    expect(sameSubject({ 0, 200, 360, 640 }, { 1, 1 }, hd()), { 0, 280, 480, 480 });
    expect(sameSubject({ 0, 0, 1920, 1080 }, vertical, hd()), { 656.25, 0, 607.5, 1080 });
    Frame other = hd();
    other.source = { 1280, 720 };
    const Frame frames[] = { hd(), other, hd() };
    QVERIFY((sameFrames(hd(), frames) == std::vector<size_t>{ 0, 2 }));
}

void TestGestures::pointersThatAreNoNumbersChangeNothing()
{
    const Rect r{ 600, 300, 400, 300 };
    const Drag drag{ r, { 0, 0 }, { std::nan(""), std::numeric_limits<double>::infinity() } };
    expect(moved(drag, { hd() }).rect, r);
    expect(resized(Handle::TopLeft, drag, { hd() }).rect, r);
    expect(resizedAbout(r, { std::nan(""), 0 }, std::nan(""), hd(), anyShape), r);
    const Rect any = drawn({ r, drag.to, drag.to }, { hd() }).rect;
    expect(any, { 0, 0, 16, 16 });
}

QTEST_GUILESS_MAIN(TestGestures)
#include "tst_gestures.moc"
