// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/expression.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace fw::crop;
using What = ExpressionError::What;

/// What people type into number fields.
class TestExpression final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreWorkedOut_data();
    void valuesAreWorkedOut();
    void errorsNameWhatAndWhere_data();
    void errorsNameWhatAndWhere();
    void anyTextGivesANumberInRangeOrAnErrorInsideTheText();
    void whatIsBuiltIsWhatIsReadBack();
};

void TestExpression::valuesAreWorkedOut_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value"); // the field is 100, its extent 1920
    QTest::newRow("number") << u"656"_s << 656.0;
    QTest::newRow("spaces") << u"  656 "_s << 656.0;
    QTest::newRow("unit") << u"656px"_s << 656.0;
    QTest::newRow("unit apart") << u"656 PX"_s << 656.0;
    QTest::newRow("decimal point") << u"2.5"_s << 2.5;
    QTest::newRow("decimal comma") << u"2,25"_s << 2.25;
    QTest::newRow("half") << u"1/2"_s << 960.0;
    QTest::newRow("two thirds") << u" 2 / 3 "_s << 1280.0;
    QTest::newRow("whole") << u"1/1"_s << 1920.0;
    QTest::newRow("division") << u"1920/2"_s << 960.0;
    QTest::newRow("division of pixels") << u"1px/2"_s << 0.5;
    QTest::newRow("no fraction in brackets") << u"(1/2)"_s << 0.5;
    QTest::newRow("percent") << u"50%"_s << 960.0;
    QTest::newRow("percent and pixels") << u"50 % - 8px"_s << 952.0;
    QTest::newRow("more") << u"+10"_s << 110.0;
    QTest::newRow("less") << u"-4"_s << 96.0;
    QTest::newRow("less, real minus sign") << u"−4"_s << 96.0;
    QTest::newRow("less and more") << u"-4+6"_s << 102.0;
    QTest::newRow("more by a half") << u"+1/2"_s << 1060.0;
    QTest::newRow("less by a tenth") << u"-10%"_s << -92.0;
    QTest::newRow("precedence") << u"1080-2*8"_s << 1064.0;
    QTest::newRow("brackets") << u"(1080-2)*8"_s << 8624.0;
    QTest::newRow("left to right") << u"100/10/5"_s << 2.0;
    QTest::newRow("signs inside") << u"10*-2"_s << -20.0;
    QTest::newRow("other signs") << u"6×8÷2"_s << 24.0;
}

void TestExpression::valuesAreWorkedOut()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    const auto got = evaluate(text, { 100, 1920 });
    QVERIFY(got.has_value());
    QCOMPARE(*got, value);
}

void TestExpression::errorsNameWhatAndWhere_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("at");
    const auto row = [](const char *name, QString text, What what, int at) {
        QTest::newRow(name) << text << int(what) << at;
    };
    row("empty", u""_s, What::Empty, 0);
    row("spaces", u"   "_s, What::Empty, 0);
    row("word", u"abc"_s, What::ExpectedNumber, 0);
    row("sign only", u"+"_s, What::ExpectedNumber, 1);
    row("nothing after", u"12*"_s, What::ExpectedNumber, 3);
    row("two numbers", u"12 34"_s, What::ExpectedOperator, 3);
    row("bracket too many", u"12)"_s, What::ExpectedOperator, 2);
    row("bracket too few", u"2*(3+4"_s, What::MissingBracket, 2);
    row("unit", u"12 cm"_s, What::UnknownUnit, 3);
    row("point without digits", u"12."_s, What::ExpectedNumber, 3);
    row("division by zero", u"1920/0"_s, What::DivisionByZero, 5);
    row("division by nothing left", u"8/(2-2)"_s, What::DivisionByZero, 2);
    row("number too large", u"1+9999999999"_s, What::TooLarge, 2);
    row("product too large", u"99999*99999"_s, What::TooLarge, 5);
    row("too long", QString(65, u'1'), What::TooLong, 64);
    row("too deep", QString(20, u'('), What::TooDeep, 16);
    row("too many signs", u"1"_s + QString(20, u'-'), What::TooDeep, 18);
}

void TestExpression::errorsNameWhatAndWhere()
{
    QFETCH(QString, text);
    QFETCH(int, what);
    QFETCH(int, at);
    const auto got = evaluate(text, { 100, 1920 });
    QVERIFY(!got.has_value());
    QCOMPARE(int(got.error().what), what);
    QCOMPARE(int(got.error().at), at);
}

void TestExpression::anyTextGivesANumberInRangeOrAnErrorInsideTheText()
{
    const QString letters = u"0123456789.,+-*/()% px−×÷cm\t\0é😀"_s;
    QRandomGenerator dice(1);
    int numbers = 0;
    for (int i = 0; i < 300'000; ++i) {
        QString text;
        for (quint32 n = dice() % 12 + (dice() % 50 == 0 ? 60 : 0); n > 0; --n)
            text += letters[qsizetype(dice() % (dice() % 3 ? 18 : quint32(letters.size())))];
        const auto got = evaluate(text, { double(dice() % 20000), double(dice() % 20000) });
        if (got) {
            ++numbers;
            QVERIFY2(std::abs(*got) <= 1e9, qPrintable(text));
        } else {
            QVERIFY2(got.error().at >= 0 && got.error().at <= text.size(), qPrintable(text));
        }
    }
    QVERIFY(numbers > 10'000);
}

void TestExpression::whatIsBuiltIsWhatIsReadBack()
{
    // Random trees, written out with their brackets, beside the value worked out while building.
    QRandomGenerator dice(2);
    struct Built
    {
        QString text;
        double value;
    };
    const auto leaf = [&]() -> Built {
        const int n = int(dice() % 200);
        if (dice() % 4 == 0)
            return { QString::number(n) + u'%', n / 100.0 * 1920 };
        return { QString::number(n) + (dice() % 2 ? u"px"_s : QString()), double(n) };
    };
    for (int i = 0; i < 50'000; ++i) {
        Built b = leaf();
        for (quint32 depth = dice() % 4; depth > 0; --depth) {
            const Built right = leaf();
            const int op = int(dice() % 4);
            if ((op == 3 && right.value == 0) || (op == 2 && std::abs(b.value * right.value) > 1e8))
                continue;
            b.value = op == 0 ? b.value + right.value
                : op == 1     ? b.value - right.value
                : op == 2     ? b.value * right.value
                              : b.value / right.value;
            b.text = u"(%1)%2(%3)"_s.arg(b.text, u"+-*/"_s.sliced(op, 1), right.text);
        }
        if (b.text.size() > 64)
            continue;
        const auto got = evaluate(b.text, { 5, 1920 });
        QVERIFY2(got.has_value(), qPrintable(b.text));
        QVERIFY2(std::abs(*got - b.value) <= 1e-9 * std::max(1.0, std::abs(b.value)),
                 qPrintable(b.text));
    }
}

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
