// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/fit.h"

#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace fw;
using crop::Placement;
using crop::Size;
using wire::FitMode;

/// Output formats, and where a source lies in them.
class TestFit final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFormatIsFoundByItsNameAndEven();
    void evenRoundsHalvesToTheEvenHalf();
    void shownSizeFollowsRotationAndPixelShape_data();
    void shownSizeFollowsRotationAndPixelShape();
    void originalIsMadeEven();
    void theSeedsProgramPlacesTheSame_data();
    void theSeedsProgramPlacesTheSame();
    void fillCoversAndFitLiesInsideForEverySource();
    void veryLongSourcesStaySmallEnoughToScale();
};

void TestFit::everyFormatIsFoundByItsNameAndEven()
{
    QCOMPARE(crop::formats().size(), size_t(5));
    for (const crop::Format &format : crop::formats()) {
        QCOMPARE(crop::findFormat(format.name), &format);
        QVERIFY(format.size.width % 2 == 0 && format.size.height % 2 == 0);
    }
    QVERIFY(!crop::findFormat(u"sideways"));
    QVERIFY(!crop::findFormat(u""));
    for (const QString &name : crop::defaultFormats())
        QVERIFY(crop::findFormat(name));
}

void TestFit::evenRoundsHalvesToTheEvenHalf()
{
    QCOMPARE(crop::even(0), 2);
    QCOMPARE(crop::even(1), 2);
    QCOMPARE(crop::even(3), 4); // 1.5 rounds to 2
    QCOMPARE(crop::even(5), 4); // 2.5 rounds to 2
    QCOMPARE(crop::even(404.9), 404);
    QCOMPARE(crop::even(405.1), 406);
}

void TestFit::shownSizeFollowsRotationAndPixelShape_data()
{
    QTest::addColumn<double>("rotation");
    QTest::addColumn<int>("num");
    QTest::addColumn<int>("den");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("upright") << 0.0 << 1 << 1 << 720 << 576;
    QTest::newRow("quarter") << 90.0 << 1 << 1 << 576 << 720;
    QTest::newRow("quarter the other way") << -90.0 << 1 << 1 << 576 << 720;
    QTest::newRow("three quarters") << 270.0 << 1 << 1 << 576 << 720;
    QTest::newRow("upside down") << -180.0 << 1 << 1 << 720 << 576;
    QTest::newRow("nearly a quarter") << 89.6 << 1 << 1 << 576 << 720;
    QTest::newRow("askew") << 45.0 << 1 << 1 << 720 << 576;
    QTest::newRow("wide pixels") << 0.0 << 64 << 45 << 1024 << 576;
    QTest::newRow("wide pixels, turned") << 90.0 << 64 << 45 << 576 << 1024;
    QTest::newRow("unknown pixels") << 0.0 << 0 << 1 << 720 << 576;
}

void TestFit::shownSizeFollowsRotationAndPixelShape()
{
    QFETCH(double, rotation);
    QFETCH(int, num);
    QFETCH(int, den);
    QFETCH(int, width);
    QFETCH(int, height);
    QVERIFY((crop::shownSize({ 720, 576 }, num, den, rotation) == Size{ width, height }));
}

void TestFit::originalIsMadeEven()
{
    const crop::Format *original = crop::findFormat(u"original");
    QVERIFY((crop::outputSize(*original, { 1920, 1080 }) == Size{ 1920, 1080 }));
    QVERIFY((crop::outputSize(*original, { 321, 181 }) == Size{ 320, 180 }));
    QVERIFY((crop::outputSize(*original, { 1, 1 }) == Size{ 2, 2 }));
}

void TestFit::theSeedsProgramPlacesTheSame_data()
{
    QTest::addColumn<bool>("fit");
    QTest::addColumn<int>("scaledWidth");
    QTest::addColumn<int>("scaledHeight");
    QTest::addColumn<int>("x");
    QTest::addColumn<int>("y");
    // orchestrator.md e1: 640x360 into 720x1280; fit gives 720x404, fill covers the height.
    QTest::newRow("fit") << true << 720 << 404 << 0 << 438;
    QTest::newRow("fill") << false << 2276 << 1280 << -778 << 0;
}

void TestFit::theSeedsProgramPlacesTheSame()
{
    QFETCH(bool, fit);
    QFETCH(int, scaledWidth);
    QFETCH(int, scaledHeight);
    QFETCH(int, x);
    QFETCH(int, y);
    const Placement p
        = crop::place({ 640, 360 }, { 720, 1280 }, fit ? FitMode::Fit : FitMode::Fill);
    QVERIFY((p.scaled == Size{ scaledWidth, scaledHeight }));
    QCOMPARE(p.x, x);
    QCOMPARE(p.y, y);
}

void TestFit::fillCoversAndFitLiesInsideForEverySource()
{
    int seen = 0;
    for (const crop::Format &format : crop::formats()) {
        for (int w = 1; w < 5000; w = w * 3 / 2 + 1) {
            for (int h = 1; h < 5000; h = h * 4 / 3 + 1) {
                const Size out = crop::outputSize(format, { w, h });
                const Placement fill = crop::place({ w, h }, out, FitMode::Fill);
                const Placement fit = crop::place({ w, h }, out, FitMode::Fit);
                for (const Placement &p : { fill, fit })
                    QVERIFY(p.scaled.width % 2 == 0 && p.scaled.height % 2 == 0
                            && p.scaled.width >= 2 && p.scaled.height >= 2);
                QVERIFY(fill.scaled.width >= out.width && fill.scaled.height >= out.height);
                QVERIFY(fill.x <= 0 && fill.y <= 0);
                QVERIFY(fit.scaled.width <= out.width && fit.scaled.height <= out.height);
                QVERIFY(fit.x >= 0 && fit.y >= 0);
                // One side fits exactly, the other is centred to within a pixel.
                QVERIFY(fit.scaled.width == out.width || fit.scaled.height == out.height);
                QVERIFY(fill.scaled.width == out.width || fill.scaled.height == out.height);
                QVERIFY(std::abs(2 * fit.x + fit.scaled.width - out.width) <= 1);
                QVERIFY(std::abs(2 * fill.y + fill.scaled.height - out.height) <= 1);
                ++seen;
            }
        }
    }
    QVERIFY(seen > 1000);
}

void TestFit::veryLongSourcesStaySmallEnoughToScale()
{
    const Placement p = crop::place({ 16384, 8 }, { 720, 1280 }, FitMode::Fill);
    QVERIFY(p.scaled.width <= 4 * 720);
    QCOMPARE(p.scaled.height, 1280);
    QVERIFY(p.keepX < 0.01);
    QCOMPARE(p.keepY, 1.0);
    const Placement usual = crop::place({ 1920, 1080 }, { 720, 1280 }, FitMode::Fill);
    QCOMPARE(usual.keepX, 1.0);
}

QTEST_GUILESS_MAIN(TestFit)
#include "tst_fit.moc"
