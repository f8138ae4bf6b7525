// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "wire/arguments.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

const QJsonValue none(QJsonValue::Undefined);

/// One server: a dialect, and what it was told of it.
struct Server
{
    const wire::Dialect *dialect;
    wire::SessionFacts facts;
};

std::vector<Server> servers()
{
    std::vector<Server> all;
    for (const auto &dialect : dialects::allDialects()) {
        wire::SessionFacts facts;
        facts.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
        all.push_back({ dialect.get(), facts });
        facts.extra = { { u"program"_s, u"brandr"_s }, { u"push.client"_s, u"c1"_s } };
        all.push_back({ dialect.get(), facts });
    }
    return all;
}

QJsonValue goodValue(const FieldSpec &field)
{
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return std::max(1.0, field.minimum) <= field.maximum || field.maximum == 0
            ? std::max(1.0, field.minimum)
            : field.minimum;
    case Type::Flag:
        return true;
    case Type::Choice:
        return field.choices.value(0, u"any"_s);
    case Type::Color:
        return u"#102030"_s;
    case Type::File:
        return u"/media/picture.png"_s;
    case Type::TextList:
        return QJsonArray{ u"1"_s };
    case Type::Text:
    case Type::LongText:
    case Type::Secret:
        return QString(std::max(1, int(field.minimum)), u'1');
    }
    return none;
}

/// Values on both sides of every bound, and of the wrong type.
std::vector<QJsonValue> triedValues(const FieldSpec &field)
{
    std::vector<QJsonValue> all{ QJsonArray{ 1 }, QJsonObject{ { "a"_L1, 1 } }, true, u"?"_s };
    if (field.type == Type::Whole || field.type == Type::Number) {
        for (const double at : { field.minimum, field.maximum }) {
            for (const double by : { -1.0, -0.001, 0.0, 0.001, 1.0 })
                all.emplace_back(at + by);
        }
        all.emplace_back(u"1e400"_s);
    } else if (field.maximum > 0 && field.maximum < 100'000) {
        all.emplace_back(QString(int(field.maximum), u'x'));
        all.emplace_back(QString(int(field.maximum) + 1, u'x'));
    }
    if (field.type == Type::Color)
        all.emplace_back(u"#12345G"_s);
    return all;
}

} // namespace

/// Every dialect takes what a form and the command line take, and refuses what they refuse.
class TestCommonArguments final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyDialectRefusesWhatFormsRefuse();
    void noDialectTakesNamesItDoesNotOffer();
};

void TestCommonArguments::everyDialectRefusesWhatFormsRefuse()
{
    int tried = 0;
    for (const Server &server : servers()) {
        for (const wire::ActionOffer &offer : server.dialect->capabilities(server.facts).offers) {
            if (!offer.capability.offered)
                continue;
            QJsonObject good;
            for (const FieldSpec &field : offer.fields)
                good.insert(field.name, goodValue(field));
            for (const FieldSpec &field : offer.fields) {
                for (const QJsonValue &value : triedValues(field)) {
                    if (wire::fittedValue(field, value))
                        continue;
                    QJsonObject arguments = good;
                    arguments.insert(field.name, value);
                    const auto out
                        = server.dialect->encode(wire::RunAction{ EditId{ u"e"_s }, offer.name,
                                                                  u"1:square_1_1"_s, arguments },
                                                 server.facts);
                    const QString what = u"%1 %2 %3 %4"_s.arg(
                        server.dialect->name(), offer.name, field.name,
                        QString::fromUtf8(QJsonDocument(QJsonArray{ value }).toJson()));
                    const bool isList = field.name == "chapters"_L1 && value.isArray();
                    QVERIFY2(!out, qPrintable(what));
                    QVERIFY2(out.error().code == Failure::Code::BadInput, qPrintable(what));
                    QVERIFY2(out.error().detail.startsWith(field.name), qPrintable(what));
                    QVERIFY2(isList || out.error().detail.contains(wire::takes(field)),
                             qPrintable(out.error().detail));
                    ++tried;
                }
            }
        }
    }
    QVERIFY2(tried > 300, qPrintable(QString::number(tried)));
}

void TestCommonArguments::noDialectTakesNamesItDoesNotOffer()
{
    int tried = 0;
    for (const Server &server : servers()) {
        for (const wire::ActionOffer &offer : server.dialect->capabilities(server.facts).offers) {
            if (!offer.capability.offered)
                continue;
            const auto out
                = server.dialect->encode(wire::RunAction{ EditId{ u"e"_s },
                                                          offer.name,
                                                          u"1:square_1_1"_s,
                                                          { { "whatNobodyOffers"_L1, 1 } } },
                                         server.facts);
            QVERIFY2(!out, qPrintable(offer.name));
            QVERIFY2(out.error().detail.startsWith("whatNobodyOffers: "_L1),
                     qPrintable(offer.name + u": "_s + out.error().detail));
            ++tried;
        }
    }
    QVERIFY(tried > 50);
}

QTEST_GUILESS_MAIN(TestCommonArguments)
#include "tst_common_arguments.moc"
