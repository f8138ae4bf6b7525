// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"
#include "cli/offers.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::cli;
using namespace Qt::StringLiterals;
using Type = wire::FieldSpec::Type;

namespace {

wire::FieldSpec field(const QString &name, Type type, double minimum = 0, double maximum = 0)
{
    wire::FieldSpec spec;
    spec.name = name;
    spec.type = type;
    spec.minimum = minimum;
    spec.maximum = maximum;
    if (type == Type::Choice)
        spec.choices = { u"left"_s, u"Right"_s };
    return spec;
}

} // namespace

class TestArguments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void valuesHaveTheTypeOfTheirField_data();
    void valuesHaveTheTypeOfTheirField();
    void mistakesNameTheField_data();
    void mistakesNameTheField();
    void listsAreCommasOrTheNameAgain();
    void textsMayComeFromAFile();
    void filesBecomeAbsolute();
    void secretsNeverStandInAnArgument();
    void whatIsRequiredAndMissingIsNamed();
    void presetsAndTheTargetFillWhatIsRequired();
    void whatNobodyAskedForIsRefused();
    void everyQueueOffersTheSame();
    void offersBecomeTheirCommands();
    void idsStandBesideTheirNames();
    void fieldsSayAllThatIsKnownOfThem();
    void whatIsNotOfferedSaysWhyAndWhatItWouldTake();

private:
    QTemporaryDir m_dir;
};

void TestArguments::valuesHaveTheTypeOfTheirField_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *name, Type type, const QString &text, const QJsonValue &value) {
        QTest::newRow(name) << static_cast<int>(type) << text << value;
    };
    row("text", Type::Text, u"a=b, c"_s, u"a=b, c"_s);
    row("empty text", Type::Text, QString(), QString());
    row("two at signs", Type::Text, u"@@home"_s, u"@home"_s);
    row("whole", Type::Whole, u"-7"_s, -7);
    row("number", Type::Number, u"0.25"_s, 0.25);
    row("flag", Type::Flag, u"TRUE"_s, true);
    row("flag off", Type::Flag, u"no"_s, false);
    row("choice", Type::Choice, u"RIGHT"_s, u"Right"_s);
    row("color", Type::Color, u"#00ffAA"_s, u"#00ffAA"_s);
}

void TestArguments::valuesHaveTheTypeOfTheirField()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    QFETCH(QJsonValue, value);
    const auto read = readValue(field(u"f"_s, static_cast<Type>(type)), { text });
    QVERIFY(read);
    QCOMPARE(*read, value);
}

void TestArguments::mistakesNameTheField_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("minimum");
    QTest::addColumn<double>("maximum");
    const auto row
        = [](const char *name, Type type, const QString &text, double low = 0, double high = 0) {
              QTest::newRow(name) << static_cast<int>(type) << text << low << high;
          };
    row("no number", Type::Number, u"much"_s);
    row("not a number at all", Type::Number, u"nan"_s);
    row("endless", Type::Number, u"inf"_s);
    row("half", Type::Whole, u"1.5"_s);
    row("too small", Type::Whole, u"0"_s, 1, 9);
    row("too large", Type::Number, u"9.1"_s, 1, 9);
    row("below the only limit", Type::Whole, u"4"_s, 5, 0);
    row("too long", Type::Text, u"abcd"_s, 0, 3);
    row("too short", Type::Text, u"a"_s, 2, 3);
    row("choice", Type::Choice, u"up"_s);
    row("flag", Type::Flag, u"maybe"_s);
    row("color", Type::Color, u"red"_s);
    row("file", Type::File, u"/nonexistent"_s);
    row("file to read", Type::LongText, u"@/nonexistent"_s);
}

void TestArguments::mistakesNameTheField()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    QFETCH(double, minimum);
    QFETCH(double, maximum);
    const auto read
        = readValue(field(u"angle"_s, static_cast<Type>(type), minimum, maximum), { text });
    QVERIFY(!read);
    QVERIFY(read.error().code == Failure::Code::BadInput);
    QVERIFY2(read.error().detail.startsWith(u"angle"_s), qPrintable(read.error().detail));
}

void TestArguments::listsAreCommasOrTheNameAgain()
{
    const auto tags = field(u"tags"_s, Type::TextList);
    const auto read = readArguments({ tags }, { u"tags=a, b"_s, u"tags=c"_s });
    QVERIFY(read);
    QCOMPARE((*read)["tags"_L1].toArray(), (QJsonArray{ u"a"_s, u"b"_s, u"c"_s }));
    const auto twice = readArguments({ field(u"x"_s, Type::Text) }, { u"x=1"_s, u"x=2"_s });
    QVERIFY(!twice && twice.error().detail.contains(u"x is given twice"_s));
}

void TestArguments::textsMayComeFromAFile()
{
    QFile file(m_dir.filePath(u"text"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("two\nlines\n");
    file.close();
    const auto read = readArguments({ field(u"note"_s, Type::LongText) },
                                    { QString(u"note=@"_s + file.fileName()) });
    QVERIFY(read);
    QCOMPARE((*read)["note"_L1].toString(), u"two\nlines"_s);
}

void TestArguments::filesBecomeAbsolute()
{
    QVERIFY(QDir::setCurrent(m_dir.path()));
    QFile file(u"clip.mp4"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto read = readValue(field(u"file"_s, Type::File), { u"clip.mp4"_s });
    QVERIFY(read && read->toString().startsWith(u'/'));
}

void TestArguments::secretsNeverStandInAnArgument()
{
    const auto read = readArguments({ field(u"key"_s, Type::Secret) }, { u"key=hunter2"_s });
    QVERIFY(!read && read.error().detail.contains(u"key"_s));
    QVERIFY(!read.error().detail.contains(u"hunter2"_s));
}

void TestArguments::whatIsRequiredAndMissingIsNamed()
{
    auto width = field(u"width"_s, Type::Whole, 1, 99);
    width.required = true;
    const auto read = readArguments({ width }, {});
    QVERIFY(!read);
    QCOMPARE(read.error().detail, u"width is missing: it wants a whole number from 1 to 99"_s);
}

void TestArguments::presetsAndTheTargetFillWhatIsRequired()
{
    auto quality = field(u"quality"_s, Type::Whole, 1, 100);
    quality.required = true;
    quality.preset = 85;
    auto name = field(u"name"_s, Type::Text);
    name.required = true;
    name.from = u"title"_s;
    wire::Item item;
    item.fields.push_back({ u"title"_s, u"Beach"_s });
    const auto read = readArguments({ quality, name, field(u"more"_s, Type::Text) }, {}, &item);
    QVERIFY(read);
    QCOMPARE(*read, (QJsonObject{ { "quality"_L1, 85 }, { "name"_L1, u"Beach"_s } }));
}

void TestArguments::whatNobodyAskedForIsRefused()
{
    const auto other = readArguments({ field(u"width"_s, Type::Whole) }, { u"height=3"_s });
    QVERIFY(!other && other.error().detail.contains(u"height"_s)
            && other.error().detail.contains(u"width"_s));
    QVERIFY(!readArguments({ field(u"width"_s, Type::Whole) }, { u"loose"_s }));
    QVERIFY(!readArguments({}, { u"a=1"_s }));
}

void TestArguments::everyQueueOffersTheSame()
{
    wire::Capabilities can;
    can.actions.fill({ false, u"noMessage"_s });
    can.sample = { true, u"none"_s };
    wire::ActionOffer own;
    own.name = u"image.rotate"_s;
    own.target = u"image"_s;
    can.offers = { own };
    const auto offers = allOffers(can);
    QStringList names;
    for (const wire::ActionOffer &offer : offers)
        names.append(offer.name);
    QCOMPARE(names,
             (QStringList{ u"cancel"_s, u"pause"_s, u"resume"_s, u"retry"_s, u"prioritise"_s,
                           u"add"_s, u"upload"_s, u"sample"_s, u"image.rotate"_s }));
    QVERIFY(!offers.front().capability.offered);
    QCOMPARE(whyNot(offers.front().capability), u"its protocol has no such message"_s);
    QCOMPARE(offerObject(offers.front())["reason"_L1].toString(), u"noMessage"_s);
    QVERIFY(plainOffer(offers.front()).contains(u"not here"_s));
    QVERIFY(!offerObject(offers.back()).contains("reason"_L1));
}

void TestArguments::offersBecomeTheirCommands()
{
    wire::Capabilities can;
    wire::ActionOffer own;
    own.name = u"image.rotate"_s;
    can.offers = { own };
    const auto commandFor = [&](const QString &name, const QJsonObject &arguments) {
        for (const wire::ActionOffer &offer : allOffers(can)) {
            if (offer.name == name)
                return commandOf(can, offer, u"17"_s, arguments);
        }
        return wire::Command{};
    };
    const auto prioritise = commandFor(u"prioritise"_s, { { "priority"_L1, 5 } });
    const auto *control = std::get_if<wire::ControlJob>(&prioritise);
    QVERIFY(control && control->job.text == u"17"_s && control->priority == 5);
    QVERIFY(control->action == wire::JobAction::Prioritise);
    const auto rotate = commandFor(u"image.rotate"_s, { { "degrees"_L1, 90 } });
    const auto *action = std::get_if<wire::RunAction>(&rotate);
    QVERIFY(action && action->target == u"17"_s && action->arguments["degrees"_L1].toInt() == 90);
    const auto upload = commandFor(u"upload"_s, { { "file"_L1, u"/a"_s } });
    QVERIFY(std::get_if<wire::UploadMedia>(&upload));
    const auto sample = commandFor(u"sample"_s, {});
    QVERIFY(std::get_if<wire::AddSample>(&sample));
}

void TestArguments::idsStandBesideTheirNames()
{
    wire::FieldSpec brand = field(u"brand"_s, Type::Choice);
    brand.label = u"Brand"_s;
    brand.choices = { u"3"_s, u"7"_s, u"own"_s };
    brand.choiceLabels = { u"Acme News"_s, u"Night Desk"_s, u"own"_s };
    brand.preset = u"7"_s;
    brand.required = true;
    wire::ActionOffer offer;
    offer.name = u"source.process"_s;
    offer.fields = { brand };
    const QString plain = plainOffer(offer);
    QVERIFY2(plain.contains(u"one of 3 (Acme News), 7 (Night Desk), own"_s), qPrintable(plain));
    QVERIFY2(plain.contains(u"usually 7 (Night Desk)"_s), qPrintable(plain));
    const QJsonObject object = offerObject(offer)["fields"_L1][0].toObject();
    QCOMPARE(object["choices"_L1].toArray(), QJsonArray::fromStringList(brand.choices));
    QCOMPARE(object["choiceLabels"_L1].toArray(), QJsonArray::fromStringList(brand.choiceLabels));
    brand.choiceLabels.clear(); // they are what they are called
    offer.fields = { brand };
    QVERIFY(!offerObject(offer)["fields"_L1][0].toObject().contains("choiceLabels"_L1));
    brand.choiceLabels = { u"Acme News"_s }; // fewer than there are
    offer.fields = { brand };
    QCOMPARE(offerObject(offer)["fields"_L1][0]["choiceLabels"_L1].toArray(),
             (QJsonArray{ u"Acme News"_s, u"7"_s, u"own"_s }));
}

void TestArguments::fieldsSayAllThatIsKnownOfThem()
{
    wire::FieldSpec size = field(u"size"_s, Type::Number, 1, 40);
    size.label = u"Size of the logo"_s;
    size.unit = u"px"_s;
    size.preset = 12;
    size.hint = u"Of the shorter side."_s;
    size.decimals = 1;
    wire::FieldSpec title = field(u"title"_s, Type::Text, 0, 80);
    title.label = u"Title"_s;
    title.from = u"title"_s;
    title.required = true;
    wire::FieldSpec file = field(u"file"_s, Type::File, 0, 1000);
    wire::FieldSpec key = field(u"key"_s, Type::Secret);
    key.preset = u"abcdef"_s;
    wire::ActionOffer offer;
    offer.name = u"x"_s;
    offer.fields = { size, title, file, key };
    offer.warning = u"Everything goes."_s;
    offer.slow = true;
    const QString plain = plainOffer(offer);
    for (const auto &part :
         { u"a number from 1 to 40 px"_s, u"usually 12"_s, u"Size of the logo"_s,
           u"Of the shorter side."_s, u"a text of 0 to 80 characters"_s,
           u"required, else what the target has"_s, u"a file of at most 1000 bytes"_s,
           u"key=@FILE"_s, u"asks first: Everything goes."_s, u"takes long"_s })
        QVERIFY2(plain.contains(part), qPrintable(part + u" in:\n"_s + plain));
    QVERIFY(!plain.contains(u"abcdef"_s));
    const QJsonArray fields = offerObject(offer)["fields"_L1].toArray();
    QCOMPARE(fields[0]["unit"_L1].toString(), u"px"_s);
    QCOMPARE(fields[0]["hint"_L1].toString(), size.hint);
    QCOMPARE(fields[0]["minimum"_L1].toInt(), 1);
    QCOMPARE(fields[0]["maximum"_L1].toInt(), 40);
    QCOMPARE(fields[0]["decimals"_L1].toInt(), 1);
    QCOMPARE(fields[0]["preset"_L1].toInt(), 12);
    QCOMPARE(fields[1]["from"_L1].toString(), u"title"_s);
    QVERIFY(!fields[1].toObject().contains("decimals"_L1));
    QVERIFY(!fields[3].toObject().contains("preset"_L1));
}

void TestArguments::whatIsNotOfferedSaysWhyAndWhatItWouldTake()
{
    wire::ActionOffer offer;
    offer.name = u"brand.create"_s;
    offer.label = u"New brand…"_s;
    offer.fields = { field(u"name"_s, Type::Text) };
    offer.capability = { false, u"tier"_s };
    const QString plain = plainOffer(offer);
    QVERIFY2(plain.contains(u"not here: the account's plan has no more of it"_s),
             qPrintable(plain));
    QVERIFY2(plain.contains(u"    name "_s), qPrintable(plain));
    const QJsonObject object = offerObject(offer);
    QCOMPARE(object["reason"_L1].toString(), u"tier"_s);
    QCOMPARE(object["why"_L1].toString(), u"the account's plan has no more of it"_s);
    offer.capability = { true, u"none"_s };
    QVERIFY(!offerObject(offer).contains("why"_L1));
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
