// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/arguments.h"

#include <QJsonArray>
#include <QTest>

using namespace fw;
using namespace fw::wire;
using namespace Qt::StringLiterals;
using Type = FieldSpec::Type;

namespace {

const QJsonValue none(QJsonValue::Undefined);

FieldSpec field(const QString &name, Type type, double minimum = 0, double maximum = 0)
{
    FieldSpec spec;
    spec.name = name;
    spec.type = type;
    spec.minimum = minimum;
    spec.maximum = maximum;
    if (type == Type::Choice)
        spec.choices = { u"90"_s, u"left"_s, u"Right"_s };
    return spec;
}

FieldSpec needed(FieldSpec spec)
{
    spec.required = true;
    return spec;
}

} // namespace

/// What a person gives against what a field asks for.
class TestArguments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesBecomeWhatTheFieldWants_data();
    void valuesBecomeWhatTheFieldWants();
    void whatDoesNotFitHasItsReason_data();
    void whatDoesNotFitHasItsReason();
    void nothingIsMissingOnlyWhereItIsNeeded();
    void failuresNameFieldValueAndRange_data();
    void failuresNameFieldValueAndRange();
    void secretsAreNeverInAFailure();
    void presetsFillWhatIsNeededOrAll();
    void unknownNamesAreRefused();
    void listsComeWithCommasOrLines();
    void offersAreFoundByName();
};

void TestArguments::valuesBecomeWhatTheFieldWants_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<QJsonValue>("given");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, Type type, double minimum, double maximum,
                        const QJsonValue &given, const QJsonValue &value) {
        QTest::newRow(name) << int(type) << minimum << maximum << given << value;
    };
    row("text", Type::Text, 0, 0, u" as it is "_s, u" as it is "_s);
    row("empty text", Type::Text, 0, 5, QString(), QString());
    row("name", Type::Text, 1, 5, u"  Lake "_s, u"Lake"_s);
    row("shortest", Type::Text, 2, 3, u"ab"_s, u"ab"_s);
    row("longest", Type::Text, 2, 3, u"abc"_s, u"abc"_s);
    row("text without end", Type::Text, 2, 0, QString(9000, u'x'), QString(9000, u'x'));
    row("long text", Type::LongText, 1, 0, u" a\nb\n"_s, u" a\nb\n"_s);
    row("secret", Type::Secret, 0, 0, u" hunter2 "_s, u" hunter2 "_s);
    row("whole", Type::Whole, 0, 0, -7, -7);
    row("whole as text", Type::Whole, 1, 9, u"7"_s, 7);
    row("whole as fraction", Type::Whole, 0, 0, u"7.0"_s, 7);
    row("largest whole", Type::Whole, 0, 0, u"9007199254740991"_s, 9007199254740991LL);
    row("lowest", Type::Whole, 1, 9, 1, 1);
    row("highest", Type::Whole, 1, 9, 9, 9);
    row("from five up", Type::Whole, 5, 0, 1e6, 1000000);
    row("up to zero", Type::Number, -1, 0, 0, 0);
    row("number", Type::Number, 0, 1, u"0.25"_s, 0.25);
    row("rounded", Type::Number, 0, 1, 0.12345, 0.12);
    row("rounded at the end", Type::Number, 0, 1, 0.999, 1);
    row("below zero", Type::Number, -1, 1, -0.005, -0.01);
    row("large number", Type::Number, 0, 0, 1e300, 1e300);
    for (const char *word : { "true", "Yes", "ON", "1" })
        row(word, Type::Flag, 0, 0, QString::fromLatin1(word), true);
    for (const char *word : { "false", "No", "OFF", "0" })
        row(word, Type::Flag, 0, 0, QString::fromLatin1(word), false);
    row("flag", Type::Flag, 0, 0, true, true);
    row("one as flag", Type::Flag, 0, 0, 1, true);
    row("zero as flag", Type::Flag, 0, 0, 0, false);
    row("choice", Type::Choice, 0, 0, u"left"_s, u"left"_s);
    row("choice in capitals", Type::Choice, 0, 0, u"RIGHT"_s, u"Right"_s);
    row("figure as choice", Type::Choice, 0, 0, 90, u"90"_s);
    row("choices have no length", Type::Choice, 0, 2, u"left"_s, u"left"_s);
    row("colour", Type::Color, 0, 0, u"#00ffAA"_s, u"#00ffAA"_s);
    row("file", Type::File, 0, 3, u"/a/long path"_s, u"/a/long path"_s); // bytes, not characters
    row("list", Type::TextList, 0, 0, QJsonArray{ u" a"_s, u"b"_s, u"a"_s, u" "_s },
        QJsonArray{ u"a"_s, u"b"_s });
    row("list as text", Type::TextList, 0, 0, u"a, b c,,a\n d"_s,
        QJsonArray{ u"a"_s, u"b c"_s, u"d"_s });
    row("commas within a list", Type::TextList, 0, 0, QJsonArray{ u"a,b"_s },
        QJsonArray{ u"a,b"_s });
    row("empty list", Type::TextList, 0, 0, QString(), QJsonArray());
    for (int type = 0; type <= int(Type::Secret); ++type) {
        QTest::addRow("null for %d", type) << type << 0.0 << 0.0 << QJsonValue() << none;
        QTest::addRow("nothing for %d", type) << type << 1.0 << 2.0 << none << none;
    }
}

void TestArguments::valuesBecomeWhatTheFieldWants()
{
    QFETCH(int, type);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(QJsonValue, given);
    QFETCH(QJsonValue, value);
    const FieldSpec spec = field(u"f"_s, Type(type), minimum, maximum);
    const auto fitted = fittedValue(spec, given);
    QVERIFY(fitted);
    QCOMPARE(*fitted, value);
    if (!value.isUndefined()) // what was taken once is taken again, and stays
        QCOMPARE(fittedValue(spec, value).value_or(none), value);
}

void TestArguments::whatDoesNotFitHasItsReason_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<QJsonValue>("given");
    QTest::addColumn<int>("misfit");
    const auto row = [](const char *name, Type type, double minimum, double maximum,
                        const QJsonValue &given, Misfit misfit) {
        QTest::newRow(name) << int(type) << minimum << maximum << given << int(misfit);
    };
    row("number as text", Type::Text, 0, 0, 5, Misfit::NotText);
    row("list as text", Type::LongText, 0, 0, QJsonArray{ u"a"_s }, Misfit::NotText);
    row("too short", Type::Text, 2, 3, u"a"_s, Misfit::TooShort);
    row("blanks", Type::Text, 1, 3, u"  "_s, Misfit::TooShort);
    row("too long", Type::Text, 2, 3, u"abcd"_s, Misfit::TooLong);
    row("long text too long", Type::LongText, 0, 3, u"abcd"_s, Misfit::TooLong);
    row("secret too short", Type::Secret, 8, 0, u"hunter2"_s, Misfit::TooShort);
    row("word", Type::Number, 0, 0, u"much"_s, Misfit::NotNumber);
    row("empty figure", Type::Number, 0, 0, QString(), Misfit::NotNumber);
    row("nan", Type::Number, 0, 0, u"nan"_s, Misfit::NotNumber);
    row("endless", Type::Number, 0, 0, u"inf"_s, Misfit::NotNumber);
    row("flag as figure", Type::Whole, 0, 0, true, Misfit::NotNumber);
    row("half", Type::Whole, 0, 0, 1.5, Misfit::NotWhole);
    row("half as text", Type::Whole, 0, 0, u"1.5"_s, Misfit::NotWhole);
    row("below", Type::Whole, 1, 9, 0, Misfit::OutOfRange);
    row("above", Type::Whole, 1, 9, 10, Misfit::OutOfRange);
    row("a hair below", Type::Number, 0.115, 1.495, 0.1149, Misfit::OutOfRange);
    row("a hair above", Type::Number, 0, 1, 1.001, Misfit::OutOfRange);
    row("below the only end", Type::Whole, 5, 0, 4, Misfit::OutOfRange);
    row("above zero", Type::Number, -1, 0, 0.5, Misfit::OutOfRange);
    row("inexact whole", Type::Whole, 0, 0, u"9007199254740993"_s, Misfit::OutOfRange);
    row("huge whole", Type::Whole, 0, 0, 1e300, Misfit::OutOfRange);
    row("maybe", Type::Flag, 0, 0, u"maybe"_s, Misfit::NotFlag);
    row("two", Type::Flag, 0, 0, 2, Misfit::NotFlag);
    row("no flag", Type::Flag, 0, 0, QString(), Misfit::NotFlag);
    row("no choice", Type::Choice, 0, 0, u"up"_s, Misfit::NotChoice);
    row("other figure", Type::Choice, 0, 0, 45, Misfit::NotChoice);
    row("flag as choice", Type::Choice, 0, 0, true, Misfit::NotChoice);
    row("colour by name", Type::Color, 0, 0, u"red"_s, Misfit::NotColor);
    row("short colour", Type::Color, 0, 0, u"#12345"_s, Misfit::NotColor);
    row("colour with a tail", Type::Color, 0, 0, u"#123456\n"_s, Misfit::NotColor);
    row("other digits", Type::Color, 0, 0, u"#١٢٣٤٥٦"_s, Misfit::NotColor);
    row("relative file", Type::File, 0, 0, u"a.png"_s, Misfit::NotPath);
    row("no file", Type::File, 0, 0, QString(), Misfit::NotPath);
    row("figure as list", Type::TextList, 0, 0, 7, Misfit::NotList);
    row("list of figures", Type::TextList, 0, 0, QJsonArray{ 7 }, Misfit::NotList);
    row("object as list", Type::TextList, 0, 0, QJsonObject(), Misfit::NotList);
}

void TestArguments::whatDoesNotFitHasItsReason()
{
    QFETCH(int, type);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(QJsonValue, given);
    QFETCH(int, misfit);
    const FieldSpec spec = field(u"angle"_s, Type(type), minimum, maximum);
    const auto fitted = fittedValue(spec, given);
    QVERIFY(!fitted);
    QCOMPARE(int(fitted.error()), misfit);
    const auto checked = checkedArguments({ spec }, { { "angle"_L1, given } });
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, Failure::Code::BadInput);
    QVERIFY(checked.error().detail.startsWith("angle wants "_L1));
}

void TestArguments::nothingIsMissingOnlyWhereItIsNeeded()
{
    for (int type = 0; type <= int(Type::Secret); ++type) {
        const FieldSpec spec = needed(field(u"f"_s, Type(type)));
        QCOMPARE(fittedValue(spec, none).error(), Misfit::Missing);
        QCOMPARE(fittedValue(spec, QJsonValue()).error(), Misfit::Missing);
    }
    for (const Type type : { Type::Text, Type::LongText, Type::Secret, Type::TextList })
        QCOMPARE(fittedValue(needed(field(u"f"_s, type)), QString()).error(), Misfit::Missing);
    QCOMPARE(fittedValue(needed(field(u"f"_s, Type::Text)), u" "_s).error(), Misfit::Missing);
    QVERIFY(fittedValue(needed(field(u"f"_s, Type::Secret)), u" "_s)); // may be a password
    QCOMPARE(fittedValue(needed(field(u"f"_s, Type::TextList)), QJsonArray()).error(),
             Misfit::Missing);
    FieldSpec open = needed(field(u"f"_s, Type::Choice));
    open.choices.clear(); // not known yet which there are
    QCOMPARE(fittedValue(open, u"any"_s).value_or(none), QJsonValue(u"any"_s));
    QCOMPARE(fittedValue(open, QString()).error(), Misfit::Missing);
}

void TestArguments::failuresNameFieldValueAndRange_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<QJsonValue>("given");
    QTest::addColumn<QString>("detail");
    const auto row = [](Type type, double minimum, double maximum, const QJsonValue &given,
                        const char *detail) {
        QTest::newRow(detail) << int(type) << minimum << maximum << given
                              << QString::fromLatin1(detail);
    };
    row(Type::Whole, 1, 100, 101, "f wants a whole number from 1 to 100, not \"101\"");
    row(Type::Whole, 1, 2147483647, 0, "f wants a whole number from 1 to 2147483647, not \"0\"");
    row(Type::Number, 0.115, 1.495, u"x"_s, "f wants a number from 0.115 to 1.495, not \"x\"");
    row(Type::Number, 2, 0, 1.5, "f wants a number from 2 up, not \"1.5\"");
    row(Type::Number, 0, 0, QJsonArray(), "f wants a number, not a list");
    row(Type::Text, 1, 3, u"abcd"_s, "f wants a text of 1 to 3 characters, not \"abcd\"");
    row(Type::Text, 2, 0, u"a"_s, "f wants a text of at least 2 characters, not \"a\"");
    row(Type::LongText, 0, 0, false, "f wants a text, not \"false\"");
    row(Type::Flag, 0, 0, QJsonObject(), "f wants true or false, not an object");
    row(Type::Choice, 0, 0, u"up"_s, "f wants one of 90, left, Right, not \"up\"");
    row(Type::Color, 0, 0, u"red"_s, "f wants a colour like #RRGGBB, not \"red\"");
    row(Type::File, 0, 0, u"a"_s, "f wants the whole path of a file, not \"a\"");
    row(Type::TextList, 0, 0, 7, "f wants a list of texts, not \"7\"");
}

void TestArguments::failuresNameFieldValueAndRange()
{
    QFETCH(int, type);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    QFETCH(QJsonValue, given);
    QFETCH(QString, detail);
    const FieldSpec spec = field(u"f"_s, Type(type), minimum, maximum);
    const auto checked = checkedArguments({ spec }, { { "f"_L1, given } });
    QVERIFY(!checked);
    QCOMPARE(checked.error().detail, detail);
    const QString wanted = takes(spec);
    QCOMPARE(checkedArguments({ needed(spec) }, {}).error().detail,
             u"f is missing: it wants %1"_s.arg(wanted));
}

void TestArguments::secretsAreNeverInAFailure()
{
    const auto checked = checkedArguments({ field(u"key"_s, Type::Secret, 8, 40) },
                                          { { "key"_L1, u"hunter2"_s } });
    QCOMPARE(checked.error().detail, u"key wants a secret of 8 to 40 characters"_s);
}

void TestArguments::presetsFillWhatIsNeededOrAll()
{
    FieldSpec quality = needed(field(u"quality"_s, Type::Whole, 1, 100));
    quality.preset = 85;
    FieldSpec days = field(u"days"_s, Type::Whole, 1, 99);
    days.preset = 7;
    const std::vector<FieldSpec> fields{ quality, days, field(u"more"_s, Type::Text) };
    QCOMPARE(*checkedArguments(fields, {}), (QJsonObject{ { "quality"_L1, 85 } }));
    QCOMPARE(*checkedArguments(fields, { { "quality"_L1, QJsonValue() } }, Presets::All),
             (QJsonObject{ { "quality"_L1, 85 }, { "days"_L1, 7 } }));
    QCOMPARE(*checkedArguments(fields, { { "days"_L1, u"9"_s }, { "quality"_L1, 1 } }),
             (QJsonObject{ { "quality"_L1, 1 }, { "days"_L1, 9 } }));
    days.preset = 100; // of a server that does not keep to its own range
    QVERIFY(!checkedArguments({ days }, {}, Presets::All));
}

void TestArguments::unknownNamesAreRefused()
{
    const auto other
        = checkedArguments({ field(u"width"_s, Type::Whole), field(u"height"_s, Type::Whole) },
                           { { "depth"_L1, 3 }, { "width"_L1, u"wrong too"_s } });
    QCOMPARE(other.error().detail, u"depth: there is no such argument; there are: width, height"_s);
    QCOMPARE(checkedArguments({}, { { "a"_L1, QJsonValue() } }).error().detail,
             u"a: this action takes no arguments"_s);
    QVERIFY(checkedArguments({}, {}));
}

void TestArguments::listsComeWithCommasOrLines()
{
    QCOMPARE(listWords(u" a b ,c\r\n\n, d,"_s), (QStringList{ u"a b"_s, u"c"_s, u"d"_s }));
    QVERIFY(listWords(u" ,\n"_s).isEmpty());
    QVERIFY(listWords({}).isEmpty());
}

void TestArguments::offersAreFoundByName()
{
    std::vector<ActionOffer> offers(2);
    offers[1].name = u"image.rotate"_s;
    QCOMPARE(findOffer(offers, u"image.rotate"), &offers[1]);
    QVERIFY(!findOffer(offers, u"image"));
    QVERIFY(!findOffer({}, u""));
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
