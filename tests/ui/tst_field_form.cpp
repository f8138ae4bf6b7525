// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::ui;
using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

/// A form made of what a server says it wants.
class FieldFormTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTypeGivesItsValue();
    void emptyFieldsAreAbsent();
    void startTakesTextsAndFieldsOfTheItem();
    void problemsAreSaidOnlyAfterATouch();
    void limitsAreSentences_data();
    void limitsAreSentences();
    void secretsAreInCredentialsOnly();
    void refusedFieldIsMarkedUntilItIsEdited();
    void arrowKeysStepWithinTheLimits();
    void everyControlHasANameAndABuddy();

private:
    static FieldSpec spec(const QString &name, Type type, bool required = false);
    static std::vector<FieldSpec> all();
};

FieldSpec FieldFormTest::spec(const QString &name, Type type, bool required)
{
    FieldSpec one;
    one.name = name;
    one.label = u"Label of "_s + name;
    one.type = type;
    one.required = required;
    return one;
}

std::vector<FieldSpec> FieldFormTest::all()
{
    FieldSpec choice = spec(u"choice"_s, Type::Choice);
    choice.choices = { u"a"_s, u"b"_s };
    choice.choiceLabels = { u"First"_s, u"Second"_s };
    return { spec(u"text"_s, Type::Text),     spec(u"long"_s, Type::LongText),
             spec(u"whole"_s, Type::Whole),   spec(u"number"_s, Type::Number),
             spec(u"flag"_s, Type::Flag),     choice,
             spec(u"color"_s, Type::Color),   spec(u"file"_s, Type::File),
             spec(u"list"_s, Type::TextList), spec(u"secret"_s, Type::Secret) };
}

void FieldFormTest::everyTypeGivesItsValue()
{
    FieldForm form;
    form.setFields(all());
    const QJsonObject wanted{ { u"text"_s, u"words"_s },
                              { u"long"_s, u"two\nlines"_s },
                              { u"whole"_s, 12 },
                              { u"number"_s, 0.25 },
                              { u"flag"_s, true },
                              { u"choice"_s, u"b"_s },
                              { u"color"_s, u"#1A73E8"_s },
                              { u"file"_s, u"/a b.png"_s },
                              { u"list"_s, QJsonArray{ u"x"_s, u"y z"_s } } };
    for (auto value = wanted.begin(); value != wanted.end(); ++value)
        form.setValue(value.key(), value.value());
    QCOMPARE(form.values(), wanted);
    QVERIFY(form.isComplete());
}

void FieldFormTest::emptyFieldsAreAbsent()
{
    FieldForm form;
    form.setFields(all());
    QCOMPARE(form.values(), QJsonObject({ { u"flag"_s, false } }));
}

void FieldFormTest::startTakesTextsAndFieldsOfTheItem()
{
    std::vector<FieldSpec> fields = all();
    fields[2].preset = 5;
    fields[3].from = u"zoom"_s;
    FieldForm form;
    form.setFields(fields, { { u"flag"_s, u"true"_s }, { u"zoom"_s, u"1.5"_s } });
    QCOMPARE(form.values(),
             QJsonObject({ { u"flag"_s, true }, { u"whole"_s, 5 }, { u"number"_s, 1.5 } }));
}

void FieldFormTest::problemsAreSaidOnlyAfterATouch()
{
    FieldForm form;
    form.setFields({ spec(u"name"_s, Type::Text, true) });
    form.show();
    auto *edit = form.findChild<QLineEdit *>(u"field.name"_s);
    QVERIFY(!form.isComplete());
    QVERIFY(edit->accessibleDescription().isEmpty());
    QVERIFY(form.firstProblem().startsWith(u"Label of name: "_s));
    QVERIFY(!form.check());
    QVERIFY(!edit->accessibleDescription().isEmpty());
    QCOMPARE(edit->property("validity").toString(), u"invalid"_s);
    QSignalSpy changed(&form, &FieldForm::changed);
    QTest::keyClicks(edit, u"x"_s);
    QCOMPARE(changed.count(), 1);
    QVERIFY(edit->accessibleDescription().isEmpty());
    QVERIFY(form.check());
}

void FieldFormTest::limitsAreSentences_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<double>("least");
    QTest::addColumn<double>("most");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("words"); // empty: fine
    const auto row = [](const char *name, Type type, double least, double most,
                        const QJsonValue &value, const QString &words) {
        QTest::newRow(name) << int(type) << least << most << value << words;
    };
    row("inside", Type::Whole, 1, 100, 100, {});
    row("above", Type::Whole, 1, 100, 101, u"From 1 px to 100 px."_s);
    row("below, no top", Type::Number, 2, 0, 1.5, u"At least 2 px."_s);
    row("no limits", Type::Number, 0, 0, -1e6, {});
    row("half of a whole", Type::Whole, 0, 0, 1.5, u"A whole number is needed here."_s);
    row("no number", Type::Number, 0, 0, u"1,,5"_s, u"A number is needed here."_s);
    row("short text", Type::Text, 3, 0, u"ab"_s, u"At least 3 character(s)."_s);
    row("long text", Type::LongText, 0, 3, u"abcd"_s, u"At most 3 character(s)."_s);
    row("colour", Type::Color, 0, 0, u"#12345"_s, u"A colour as in #1A73E8 is needed here."_s);
    row("size of a file", Type::File, 0, 3, u"/a/long/path"_s, {});
}

void FieldFormTest::limitsAreSentences()
{
    QFETCH(int, type);
    QFETCH(double, least);
    QFETCH(double, most);
    QFETCH(QJsonValue, value);
    QFETCH(QString, words);
    FieldSpec one = spec(u"x"_s, Type(type));
    one.minimum = least;
    one.maximum = most;
    one.unit = u"px"_s;
    QCOMPARE(fieldProblem(one, value), words);
}

void FieldFormTest::secretsAreInCredentialsOnly()
{
    FieldForm form;
    form.setFields({ spec(u"email"_s, Type::Text, true), spec(u"password"_s, Type::Secret, true) });
    form.setValue(u"email"_s, u"me@example.org"_s);
    form.setValue(u"password"_s, u"hunter2"_s);
    QCOMPARE(form.values(), QJsonObject({ { u"email"_s, u"me@example.org"_s } }));
    const wire::Credentials given = form.credentials(wire::SignInKind::Password);
    QCOMPARE(given.kind, wire::SignInKind::Password);
    QCOMPARE(given.values.value(u"password"_s).reveal(), QByteArray("hunter2"));
    QCOMPARE(form.findChild<QLineEdit *>(u"field.password"_s)->echoMode(), QLineEdit::Password);
    form.clearSecrets();
    QVERIFY(!form.isComplete());
    QCOMPARE(form.values().value(u"email"_s).toString(), u"me@example.org"_s);
}

void FieldFormTest::refusedFieldIsMarkedUntilItIsEdited()
{
    FieldForm form;
    form.setFields({ spec(u"email"_s, Type::Text) });
    QVERIFY(!form.setProblem(u"other"_s, u"no"_s));
    QVERIFY(form.setProblem(u"email"_s, u"is not known here"_s));
    QVERIFY(!form.isComplete());
    form.setValue(u"email"_s, u"a@b.c"_s);
    QVERIFY(form.isComplete());
}

void FieldFormTest::arrowKeysStepWithinTheLimits()
{
    FieldSpec one = spec(u"n"_s, Type::Whole);
    one.minimum = 1;
    one.maximum = 3;
    FieldForm form;
    form.setFields({ one });
    auto *box = form.findChild<QWidget *>(u"field.n"_s);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(form.values().value(u"n"_s).toInt(), 3);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(form.values().value(u"n"_s).toInt(), 1);
}

void FieldFormTest::everyControlHasANameAndABuddy()
{
    FieldForm form;
    form.setFields(all());
    for (const FieldSpec &one : form.fields()) {
        auto *control = form.findChild<QWidget *>(u"field."_s + one.name);
        QVERIFY2(control, qPrintable(one.name));
        QCOMPARE(control->accessibleName(), one.label);
        const auto labels = form.findChildren<QLabel *>();
        const bool named = std::ranges::any_of(
            labels, [control](const QLabel *label) { return label->buddy() == control; });
        QCOMPARE(named, one.type != Type::Flag); // a flag says its name itself
    }
}

QTEST_MAIN(FieldFormTest)
#include "tst_field_form.moc"
