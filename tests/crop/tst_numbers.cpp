// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/readout.h"
#include "crop/rect_edit.h"
#include "crop/safe_zone.h"

#include <QFile>
#include <QRect>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::crop;

namespace {

Frame hd()
{
    Frame frame;
    frame.source = { 1920, 1080 };
    return frame;
}

} // namespace

/// Ratios, the grid, rounding, what is sent, what is read out, and safe zones.
class TestNumbers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratiosAreReadAndWritten_data();
    void ratiosAreReadAndWritten();
    void badRatiosNameTheCharacter_data();
    void badRatiosNameTheCharacter();
    void presetsHaveTheKeysOfTheTable();
    void framesOutOfRangeAreRefusedByName();
    void roundingTable_data();
    void roundingTable();
    void oddSourcesLoseTheirLastLineOrTheFirstWhenTurned();
    void turnedSourcesSwapTheAxesBeforeRounding();
    void roundingKeepsTheAnchor();
    void noiseInTheLastDigitsMakesNoHalfLessOfAHalf();
    void whatAServerSaidIsSaidBack();
    void exactThatCannotBeFallsBackAndSaysSo();
    void sentEditsAreInStoredAxes();
    void editsOfOthersAreMadeAcceptableWithTheReason_data();
    void editsOfOthersAreMadeAcceptableWithTheReason();
    void unusableEditsNameTheField();
    void readoutOfTheDesignPage();
    void readoutFlags();
    void shippedSafeZonesAreReadable();
    void badSafeZonesNameWhatAndWhere_data();
    void badSafeZonesNameWhatAndWhere();
};

void TestNumbers::ratiosAreReadAndWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<QString>("written");
    QTest::newRow("vertical") << u"9:16"_s << 9 << 16 << u"9:16"_s;
    QTest::newRow("scope") << u"2.39:1"_s << 239 << 100 << u"2.39:1"_s;
    QTest::newRow("scope, integers") << u"239:100"_s << 239 << 100 << u"2.39:1"_s;
    QTest::newRow("comma, no height") << u" 1,85 "_s << 37 << 20 << u"37:20"_s;
    QTest::newRow("common factor") << u"1920 x 1080"_s << 16 << 9 << u"16:9"_s;
    QTest::newRow("slash") << u"4/5"_s << 4 << 5 << u"4:5"_s;
    QTest::newRow("free") << u"Free"_s << 0 << 0 << u"free"_s;
    QTest::newRow("original") << u"original"_s << 16 << 9 << u"16:9"_s;
    QTest::newRow("half") << u"1:2.5"_s << 2 << 5 << u"2:5"_s;
    QTest::newRow("1.5") << u"1.5"_s << 3 << 2 << u"3:2"_s;
}

void TestNumbers::ratiosAreReadAndWritten()
{
    QFETCH(QString, text);
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(QString, written);
    const Expected<Ratio> ratio = ratioFromText(text, { 1920, 1080 });
    QVERIFY(ratio.has_value());
    QVERIFY((*ratio == Ratio{ width, height }));
    QCOMPARE(ratioText(*ratio), written);
    QVERIFY(ratioFromText(written, {}).value() == *ratio);
}

void TestNumbers::badRatiosNameTheCharacter_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at");
    QTest::newRow("empty") << u""_s << 1;
    QTest::newRow("word") << u"wide"_s << 1;
    QTest::newRow("no colon") << u"9 16"_s << 3;
    QTest::newRow("nothing after") << u"9:"_s << 3;
    QTest::newRow("zero") << u"9:0"_s << 3;
    QTest::newRow("left over") << u"9:16:1"_s << 5;
    QTest::newRow("too many digits") << u"123456:1"_s << 1;
    QTest::newRow("negative") << u"-9:16"_s << 1;
    QTest::newRow("beyond 100:1") << u"101:1"_s << 1;
}

void TestNumbers::badRatiosNameTheCharacter()
{
    QFETCH(QString, text);
    QFETCH(int, at);
    const Expected<Ratio> ratio = ratioFromText(text, {});
    QVERIFY(!ratio.has_value());
    QVERIFY2(ratio.error().detail.endsWith(u"character %1"_s.arg(at)),
             qPrintable(ratio.error().detail));
}

void TestNumbers::presetsHaveTheKeysOfTheTable()
{
    QString keys;
    for (const PresetRow &row : presets())
        if (row.key)
            keys += u"%1=%2 "_s.arg(QLatin1Char(row.key)).arg(row.word);
    QCOMPARE(keys, u"1=9:16 2=4:5 3=1:1 4=16:9 5=original 6=free "_s);
    QCOMPARE(presets().size(), size_t(11));
    for (const PresetRow &row : presets())
        if (!row.ratio.isFree())
            QCOMPARE(ratioText(row.ratio), QString(row.word));
    QVERIFY((presetRatio(Preset::Original, { 4096, 2160 }) == Ratio{ 256, 135 }));
    QCOMPARE(presetOf({ 16, 9 }, { 1920, 1080 }), Preset::Landscape);
    QCOMPARE(presetOf({ 256, 135 }, { 4096, 2160 }), Preset::Original);
    QCOMPARE(presetOf({ 7, 5 }, { 4096, 2160 }), Preset::Custom);
    QCOMPARE(presetOf({}, { 4096, 2160 }), Preset::Free);
}

void TestNumbers::framesOutOfRangeAreRefusedByName()
{
    Frame frame = hd();
    QVERIFY(checked(frame).has_value());
    frame.source.width = 16385;
    QCOMPARE(checked(frame).error().detail, u"crop frame: width is 16385"_s);
    frame.source = { 1920, 1 };
    QCOMPARE(checked(frame).error().detail, u"crop frame: height is 1"_s);
    frame = hd();
    frame.step = { 2, 0 };
    QCOMPARE(checked(frame).error().detail, u"crop frame: step is 0"_s);
}

void TestNumbers::roundingTable_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("nearest");
    QTest::addColumn<double>("error"); // percent, three decimals
    QTest::addColumn<QString>("exact");
    QTest::addColumn<double>("cost"); // percent of the nearest one's area, one decimal
    const auto row = [](int w, int h, const char *ratio, const char *nearest, double error,
                        const char *exact, double cost) {
        QTest::addRow("%dx%d to %s", w, h, ratio)
            << w << h << QString::fromLatin1(ratio) << QString::fromLatin1(nearest) << error
            << QString::fromLatin1(exact) << cost;
    };
    row(1920, 1080, "9:16", "608x1080", 0.082, "594x1056", -4.5);
    row(3840, 2160, "9:16", "1216x2160", 0.082, "1206x2144", -1.6);
    row(1280, 720, "9:16", "404x720", -0.247, "396x704", -4.2);
    row(1920, 1080, "4:5", "864x1080", 0, "864x1080", 0);
    row(1920, 1080, "1:1", "1080x1080", 0, "1080x1080", 0);
    row(1080, 1920, "4:5", "1080x1350", 0, "1080x1350", 0);
    row(1080, 1920, "16:9", "1080x608", -0.082, "1056x594", -4.5);
}

void TestNumbers::roundingTable()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(QString, ratio);
    QFETCH(QString, nearest);
    QFETCH(double, error);
    QFETCH(QString, exact);
    QFETCH(double, cost);
    Frame frame;
    frame.source = { width, height };
    const Ratio r = ratioFromText(ratio, {}).value();
    const Rect model = largest(frame, r);
    const auto size = [](const PixelRect &p) { return u"%1x%2"_s.arg(p.width).arg(p.height); };
    const PixelRect near = rounded(model, frame, r);
    const PixelRect precise = rounded(model, frame, r, Rounding::Exact);
    QCOMPARE(QString(size(near)), nearest);
    QCOMPARE(std::round(ratioError(near.width, near.height, r) * 1000), std::round(error * 1000));
    QCOMPARE(QString(size(precise)), exact);
    QCOMPARE(ratioError(precise.width, precise.height, r), 0.0);
    const double area = toRect(near).area();
    QCOMPARE(std::round((toRect(precise).area() / area - 1) * 1000), std::round(cost * 10));
}

void TestNumbers::oddSourcesLoseTheirLastLineOrTheFirstWhenTurned()
{
    Frame frame;
    frame.source = { 1921, 1081 };
    QVERIFY((unreached(frame) == Unreached{ 0, 0, 1, 1 }));
    QVERIFY((rounded(whole(frame), frame, {}) == PixelRect{ 0, 0, 1920, 1080 }));
    frame.turns = 1; // stored rows run from right to left: the last row is the first column
    QVERIFY((unreached(frame) == Unreached{ 1, 0, 0, 1 }));
    QVERIFY((rounded(whole(frame), frame, {}) == PixelRect{ 1, 0, 1080, 1920 }));
    frame.turns = 2;
    QVERIFY((unreached(frame) == Unreached{ 1, 1, 0, 0 }));
    frame.turns = 3;
    QVERIFY((unreached(frame) == Unreached{ 0, 1, 1, 0 }));
    frame.turns = 0;
    frame.flipped = true;
    QVERIFY((unreached(frame) == Unreached{ 1, 0, 0, 1 }));
    QVERIFY(!unreached(hd()).any());
    frame.step = { 1, 1 };
    QVERIFY(!unreached(frame).any());
}

void TestNumbers::turnedSourcesSwapTheAxesBeforeRounding()
{
    // 4:2:2 stored: even across only. Turned, the even axis is the one downward.
    Frame frame;
    frame.source = { 1920, 1080 };
    frame.step = { 2, 1 };
    frame.turns = 1;
    const PixelRect sent = rounded({ 11, 11, 333, 333 }, frame, {}, Rounding::Nearest, { 0, 0 });
    QVERIFY((sent == PixelRect{ 11, 12, 333, 332 }));
    QVERIFY((toSource(sent, frame) == PixelRect{ 12, 1080 - 11 - 333, 332, 333 }));
    // A turned 9:16 is a stored 16:9.
    frame.step = { 2, 2 };
    const PixelRect vertical = rounded(largest(frame, { 9, 16 }), frame, { 9, 16 });
    QVERIFY((vertical == PixelRect{ 0, 0, 1080, 1920 }));
    QVERIFY((toSource(vertical, frame) == PixelRect{ 0, 0, 1920, 1080 }));
}

void TestNumbers::roundingKeepsTheAnchor()
{
    const Rect model{ 100, 100, 607.5, 800 };
    QVERIFY(
        (rounded(model, hd(), {}, Rounding::Nearest, { 0, 0 }) == PixelRect{ 100, 100, 608, 800 }));
    // The right edge 707.5 goes to 708.
    QVERIFY(
        (rounded(model, hd(), {}, Rounding::Nearest, { 1, 0 }) == PixelRect{ 100, 100, 608, 800 }));
    QVERIFY((rounded({ 100, 100, 605, 800 }, hd(), {}, Rounding::Nearest, { 1, 0 })
             == PixelRect{ 100, 100, 604, 800 })); // 705 goes to 704
    QVERIFY((rounded({ 100, 100, 607.5, 1080 }, hd(), { 9, 16 }, Rounding::Exact, { 0.5, 1 })
             == PixelRect{ 106, 24, 594, 1056 }));
}

void TestNumbers::noiseInTheLastDigitsMakesNoHalfLessOfAHalf()
{
    const PixelRect there = rounded({ 101, 103, 607, 605 }, hd(), {});
    for (const double noise : { -1e-9, 1e-9 })
        QVERIFY(rounded({ 101 + noise, 103 - noise, 607 + noise, 605 - noise }, hd(), {}) == there);
}

void TestNumbers::whatAServerSaidIsSaidBack()
{
    Frame frame;
    frame.source = { 1280, 720 };
    const PixelRect up{ 438, 0, 406, 720 }; // a server that rounds up
    const Kept kept = reopened({}, up, frame);
    QVERIFY(rounded(kept.model, frame, { 9, 16 }) == up);
    // The model survives while the server says what it was sent.
    const Kept mine = keep({ 437.5, 0, 405, 720 }, frame, { 9, 16 });
    QVERIFY((mine.sent == PixelRect{ 438, 0, 404, 720 }));
    QVERIFY(reopened(mine, mine.sent, frame) == mine);
    QVERIFY((reopened(mine, up, frame).model == toRect(up)));
}

void TestNumbers::exactThatCannotBeFallsBackAndSaysSo()
{
    const Ratio odd{ 1001, 1000 }; // 2002x2000 at least
    QVERIFY((exactUnit(hd(), odd) == Size{ 2002, 2000 }));
    QVERIFY(!exactIsPossible(hd(), odd));
    const PixelRect sent = rounded(largest(hd(), odd), hd(), odd, Rounding::Exact);
    QVERIFY((sent == PixelRect{ 420, 0, 1082, 1080 }));
    QVERIFY(readout(sent, hd(), odd, Rounding::Exact).exactRefused);
    QVERIFY((exactUnit(hd(), { 239, 100 }) == Size{ 478, 200 }));
    QVERIFY((exactUnit(hd(), { 1'000'000'000, 999'999'999 }).width > longestSide));
    QVERIFY(!exactIsPossible(hd(), {}));
}

void TestNumbers::sentEditsAreInStoredAxes()
{
    Frame frame = hd();
    QVERIFY((rectEdit({ 656, 0, 608, 1080 }, frame, { 9, 16 })
             == RectEdit{ { 656, 0, 608, 1080 }, u"9:16"_s }));
    frame.turns = 3; // shown 1080x1920, x = stored y, y = 1920 - stored x - stored width
    QVERIFY((rectEdit({ 0, 100, 1080, 608 }, frame, { 16, 9 }).rect
             == PixelRect{ 1212, 0, 608, 1080 }));
}

void TestNumbers::editsOfOthersAreMadeAcceptableWithTheReason_data()
{
    QTest::addColumn<QRect>("rect");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QRect>("wanted");
    QTest::addColumn<QString>("reasons");
    QTest::newRow("fine") << QRect(656, 0, 608, 1080) << u"9:16"_s << QRect(656, 0, 608, 1080)
                          << u""_s;
    QTest::newRow("odd") << QRect(655, 1, 607, 1079) << u"free"_s << QRect(654, 0, 608, 1080)
                         << u"grid"_s;
    QTest::newRow("outside") << QRect(1800, 900, 400, 400) << u"free"_s
                             << QRect(1520, 680, 400, 400) << u"bounds"_s;
    QTest::newRow("far outside") << QRect(-900000, 0, 400, 400) << u"free"_s
                                 << QRect(0, 0, 400, 400) << u"bounds"_s;
    QTest::newRow("small") << QRect(100, 100, 4, 8) << u"free"_s << QRect(100, 100, 16, 16)
                           << u"small"_s;
    // 480x480 has the area of 360x640.
    QTest::newRow("other ratio") << QRect(720, 300, 480, 480) << u"9:16"_s
                                 << QRect(780, 220, 360, 640) << u"ratio"_s;
    QTest::newRow("larger than the picture")
        << QRect(0, 0, 2000, 2000) << u"1:1"_s << QRect(420, 0, 1080, 1080) << u"bounds"_s;
}

void TestNumbers::editsOfOthersAreMadeAcceptableWithTheReason()
{
    QFETCH(QRect, rect);
    QFETCH(QString, ratio);
    QFETCH(QRect, wanted);
    QFETCH(QString, reasons);
    const RectEdit edit{ { rect.x(), rect.y(), rect.width(), rect.height() }, ratio };
    const Expected<Adjusted> got = adjusted(edit, hd());
    QVERIFY(got.has_value());
    const PixelRect r = got->edit.rect;
    QCOMPARE(QRect(r.x, r.y, r.width, r.height), wanted);
    QStringList why;
    if (got->outOfBounds)
        why << u"bounds"_s;
    if (got->tooSmall)
        why << u"small"_s;
    if (got->offGrid)
        why << u"grid"_s;
    if (got->offRatio)
        why << u"ratio"_s;
    QCOMPARE(why.join(u' '), reasons);
    QVERIFY(isSendable(toShown(r, hd()), hd()));
    // What was made acceptable is acceptable.
    const Adjusted again = adjusted(got->edit, hd()).value();
    QVERIFY(!again.any() && again.edit == got->edit);
}

void TestNumbers::unusableEditsNameTheField()
{
    const auto detail = [](RectEdit edit) { return QString(adjusted(edit, hd()).error().detail); };
    QCOMPARE(detail({ { 0, 0, 0, 10 }, u"free"_s }), u"cropRect: \"width\" is 0"_s);
    QCOMPARE(detail({ { 0, 2'000'000, 10, 10 }, u"free"_s }), u"cropRect: \"y\" is 2000000"_s);
    QCOMPARE(detail({ { 0, 0, 100, 100 }, u"9;16"_s }), u"ratio: no colon at character 2"_s);
}

void TestNumbers::readoutOfTheDesignPage()
{
    const Readout r = readout({ 656, 0, 608, 1080 }, hd(), { 9, 16 });
    QCOMPARE(u"%1 x %2 . %3 (%4 %) . x %5 y %6 . %7 % of frame"_s.arg(r.rect.width)
                 .arg(r.rect.height)
                 .arg(r.ratioWord)
                 .arg(*r.errorPercent, 0, 'f', 2)
                 .arg(r.rect.x)
                 .arg(r.rect.y)
                 .arg(r.sharePercent, 0, 'f', 0),
             u"608 x 1080 . 9:16 (0.08 %) . x 656 y 0 . 32 % of frame"_s);
}

void TestNumbers::readoutFlags()
{
    const Readout full = readout({ 656, 0, 608, 1080 }, hd(), { 9, 16 });
    QVERIFY(full.touchesTop && full.touchesBottom && !full.touchesLeft && !full.touchesRight);
    QVERIFY(!full.isExact && !full.atMinimum && !full.exactRefused && !full.unreached.any());
    QVERIFY(readout({ 0, 0, 594, 1056 }, hd(), { 9, 16 }, Rounding::Exact).isExact);
    const Readout loose = readout({ 656, 0, 608, 1080 }, hd(), {});
    QVERIFY(!loose.errorPercent);
    QVERIFY((loose.nearly == Ratio{ 9, 16 }));
    QCOMPARE(loose.ratioWord, u"free"_s);
    QVERIFY(!readout({ 0, 0, 700, 1000 }, hd(), {}).nearly);
    QVERIFY(readout({ 0, 0, 16, 400 }, hd(), {}).atMinimum);
    Frame odd = hd();
    odd.source.width = 1921;
    const Readout edge = readout({ 1312, 0, 608, 1080 }, odd, { 9, 16 });
    QVERIFY(edge.touchesRight);
    QCOMPARE(edge.unreached.right, 1);
}

void TestNumbers::shippedSafeZonesAreReadable()
{
    QFile file(QStringLiteral(FW_SOURCE_DIR "/resources/safe-zones.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto zones = readSafeZones(file.readAll(), u"safe-zones.json"_s);
    QVERIFY2(zones.has_value(), zones ? "" : qPrintable(zones.error().detail));
    QCOMPARE(zones->size(), size_t(5));
    const SafeZone &reels = zones->front();
    QCOMPARE(reels.name, u"Reels"_s);
    QVERIFY((reels.ratio == Ratio{ 9, 16 }));
    QVERIFY((reels.insets == Insets{ 6, 14, 6, 35 }));
    for (const SafeZone &zone : *zones)
        QVERIFY(!zone.source.isEmpty() && zone.date.isValid());
    // 600x1000 at (100, 50): 6 % of 600 is 36, 14 % of 1000 is 140, 51 % are left.
    const Rect safe = safeRect({ 100, 50, 600, 1000 }, reels.insets);
    QVERIFY((safe == Rect{ 136, 190, 528, 510 }));
}

void TestNumbers::badSafeZonesNameWhatAndWhere_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("detail");
    const auto zone
        = [](const char *insets, const char *ratio = "9:16", const char *date = "2026-11-21") {
              return QByteArray(R"({"zones":[{"name":"A","ratio":")") + ratio
                  + R"(","source":"s","date":")" + date + R"(","insets":)" + insets + "}]}";
          };
    const char *fine = R"({"left":1,"top":1,"right":1,"bottom":1})";
    QTest::newRow("no list") << QByteArray("{}")
                             << u"f.json: \"zones\" is nothing, expected array"_s;
    QTest::newRow("no zone") << QByteArray(R"({"zones":[3]})")
                             << u"f.json, zone 1 is number, expected object"_s;
    QTest::newRow("ratio") << QByteArray(zone(fine, "wide"))
                           << u"f.json, zone 1: \"ratio\": ratio: no usable width at character 1"_s;
    QTest::newRow("date") << QByteArray(zone(
        fine, "9:16",
        "yesterday")) << u"f.json, zone 1: \"date\" is \"yesterday\", expected as in 2026-11-21"_s;
    QTest::newRow("side missing")
        << QByteArray(zone(R"({"left":1,"top":1,"right":1})"))
        << u"f.json, zone 1, \"insets\": \"bottom\" is nothing, expected number"_s;
    QTest::newRow("side out of range")
        << QByteArray(zone(R"({"left":1,"top":-2,"right":1,"bottom":1})"))
        << u"f.json, zone 1, \"insets\": \"top\" is -2, expected 0 to below 100"_s;
    QTest::newRow("nothing left")
        << QByteArray(zone(R"({"left":60,"top":1,"right":40,"bottom":1})"))
        << u"f.json, zone 1, \"insets\": \"left\" and \"right\" leave nothing"_s;
}

void TestNumbers::badSafeZonesNameWhatAndWhere()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, detail);
    const auto zones = readSafeZones(json, u"f.json"_s);
    QVERIFY(!zones.has_value());
    QCOMPARE(zones.error().detail, detail);
    QVERIFY(!readSafeZones("nonsense", u"f.json"_s).has_value());
}

QTEST_GUILESS_MAIN(TestNumbers)
#include "tst_numbers.moc"
