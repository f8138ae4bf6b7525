// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange_filter_model.h"
#include "models/exchange_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::models;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using trace::News;
using trace::Seen;
using Tester = QAbstractItemModelTester;

/// The mirror of the rings: in order, in batches, without resets; its filter; its text.
class ExchangeModelsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newsOfServersAreMergedByTime();
    void whatTheRingLetGoGoes();
    void olderProblemsStay();
    void anotherGenerationReplaces();
    void aFloodOfSeveralServersHolds();
    void filtersNarrow();
    void wrongRowsSayWhy();
    void jsonIsIndentedAndKeepsItsFaults();
    void largeBodiesAreCutAndSaySo();
    void bytesAreShownAsHex();

private:
    static trace::SeenPtr frame(quint64 number, int ms, const QByteArray &content,
                                bool outgoing = false);
    static News news(std::vector<trace::SeenPtr> added, quint64 first = 1);
};

const ServerId one{ u"one"_s };
const ServerId two{ u"two"_s };

trace::SeenPtr ExchangeModelsTest::frame(quint64 number, int ms, const QByteArray &content,
                                         bool outgoing)
{
    auto seen = std::make_shared<Seen>();
    seen->number = number;
    seen->at = Instant(1h) + std::chrono::milliseconds(ms);
    seen->content = content;
    seen->bytes = content.size();
    seen->what = trace::typeOf(content);
    seen->outgoing = outgoing;
    if (content.startsWith("bad"))
        seen->issues = { { { Failure::Code::BadInput, u"no type in it"_s }, content },
                         { { Failure::Code::BadInput, u"nor an id"_s }, {} } };
    return seen;
}

News ExchangeModelsTest::news(std::vector<trace::SeenPtr> added, quint64 first)
{
    News news;
    news.first = first;
    news.generation = 1;
    news.newest = added.empty() ? 0 : added.back()->number;
    news.added = std::move(added);
    return news;
}

void ExchangeModelsTest::newsOfServersAreMergedByTime()
{
    ExchangeModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.take(one, u"One"_s, news({ frame(1, 10, "a"), frame(2, 30, "c"), frame(3, 50, "e") }));
    model.take(two, u"Two"_s, news({ frame(1, 20, "b"), frame(2, 40, "d"), frame(3, 60, "f") }));
    QString order;
    for (int row = 0; row < model.rowCount(); ++row)
        order += model.index(row, ExchangeModel::WhatColumn).data().toString();
    QCOMPARE(order, u"abcdef"_s);
    QCOMPARE(model.index(1, ExchangeModel::ServerColumn).data().toString(), u"Two"_s);
    model.rename(two, u"Zwei"_s);
    QCOMPARE(model.index(1, ExchangeModel::ServerColumn).data().toString(), u"Zwei"_s);
    model.remove(one);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(resets.count(), 0);
}

void ExchangeModelsTest::whatTheRingLetGoGoes()
{
    ExchangeModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.take(one, {}, news({ frame(1, 1, "a"), frame(2, 2, "b"), frame(3, 3, "c") }));
    model.take(one, {}, news({ frame(4, 4, "d") }, 3));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.seen(0)->number, quint64(3));
    model.take(one, {}, news({}, 5)); // cleared
    QCOMPARE(model.rowCount(), 0);
}

void ExchangeModelsTest::olderProblemsStay()
{
    ExchangeModel model;
    model.take(one, {}, news({ frame(1, 1, "bad"), frame(2, 2, "b") }));
    News later = news({ frame(9, 9, "i") }, 9);
    later.problems = { 1 };
    model.take(one, {}, later);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.problems({}), 1);
    QCOMPARE(model.problems(one), 1);
    QCOMPARE(model.problems(two), 0);
}

void ExchangeModelsTest::anotherGenerationReplaces()
{
    ExchangeModel model;
    const Tester tester(&model, Tester::FailureReportingMode::Fatal);
    model.take(one, {}, news({ frame(7, 7, "late") }));
    News fresh = news({ frame(6, 6, "a"), frame(7, 7, "late") }, 6);
    fresh.generation = 2;
    model.take(one, {}, fresh);
    QCOMPARE(model.rowCount(), 2);
}

void ExchangeModelsTest::aFloodOfSeveralServersHolds()
{
    ExchangeModel model;
    ExchangeFilterModel filter(model);
    filter.setWish({ .text = u"odd"_s });
    const ServerId servers[] = { one, two, ServerId{ u"three"_s } };
    quint64 number = 0;
    for (int round = 0; round < 30; ++round) {
        for (int s = 0; s < 3; ++s) {
            std::vector<trace::SeenPtr> added;
            for (quint64 i = 1; i <= 100; ++i)
                added.push_back(
                    frame(number + i, round * 300 + int(i) * 3 + s, i % 2 ? "odd" : "even"));
            const quint64 newest = number + 100;
            model.take(servers[s], {}, news(added, newest > 500 ? newest - 499 : 1));
        }
        number += 100;
    }
    QCOMPARE(model.rowCount(), 1500);
    QCOMPARE(filter.rowCount(), 750);
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.seen(row - 1)->at <= model.seen(row)->at);
}

void ExchangeModelsTest::filtersNarrow()
{
    ExchangeModel model;
    ExchangeFilterModel filter(model);
    auto call = std::make_shared<Seen>(*frame(3, 3, R"({"error":"Nope"})"));
    call->kind = trace::Kind::Call;
    call->method = "GET";
    call->target = u"/api/jobs"_s;
    call->status = 503;
    auto opened = std::make_shared<Seen>(*frame(4, 4, {}));
    opened->kind = trace::Kind::Link;
    opened->event = trace::LinkEvent::Opened;
    model.take(one, {}, news({ frame(1, 1, "ping", true), frame(2, 2, "bad"), call, opened }));
    model.take(two, {}, news({ frame(1, 9, "pong") }));
    const auto count = [&](const ExchangeWish &wish) {
        filter.setWish(wish);
        return filter.rowCount();
    };
    using Way = ExchangeWish::Way;
    using Channel = ExchangeWish::Channel;
    QCOMPARE(count({}), 5);
    QCOMPARE(count({ .server = one }), 4);
    QCOMPARE(count({ .text = u"PONG"_s }), 1);
    QCOMPARE(count({ .text = u"nope"_s }), 1); // within the body
    QCOMPARE(count({ .text = u"/api/jobs"_s }), 1);
    QCOMPARE(count({ .text = u"no type"_s }), 1); // the reason
    QCOMPARE(count({ .problems = true }), 2);
    QCOMPARE(count({ .way = Way::Sent }), 3); // with the call and what happened
    QCOMPARE(count({ .way = Way::Received }), 4);
    QCOMPARE(count({ .channel = Channel::Http }), 1);
    QCOMPARE(count({ .channel = Channel::Socket }), 4);
    QCOMPARE(count({ .server = one, .text = u"x"_s, .problems = true }), 0);
}

void ExchangeModelsTest::wrongRowsSayWhy()
{
    ExchangeModel model;
    model.take(one, {}, news({ frame(1, 1, "bad") }));
    const QModelIndex result = model.index(0, ExchangeModel::ResultColumn);
    QVERIFY(result.data(ExchangeModel::ProblemRole).toBool());
    QCOMPARE(result.data().toString(), u"not understood: no type in it; nor an id"_s);
    QCOMPARE(result.data(ExchangeModel::ReasonRole).toString(), u"no type in it\nnor an id"_s);
    QVERIFY(tellExchange(*model.seen(0)).problems.contains(u"nor an id"_s));
}

void ExchangeModelsTest::jsonIsIndentedAndKeepsItsFaults()
{
    const QByteArray whole = R"({"b":1,"a":[true,{}],"c":"x{\"y"})";
    QCOMPARE(indentedJson(whole),
             u"{\n  \"b\": 1,\n  \"a\": [\n    true,\n    {}\n  ],\n  \"c\": \"x{\\\"y\"\n}"_s);
    const QByteArray cut = R"({"a":1,"a":)";
    QCOMPARE(indentedJson(cut), u"{\n  \"a\": 1,\n  \"a\": "_s);
    QCOMPARE(indentedJson("<html> a"), u"<html> a"_s);
    QCOMPARE(indentedJson("]]]"), u"]]]"_s);
    QVERIFY(!indentedJson(QByteArray(5000, '[')).isEmpty());
    QVERIFY(!indentedJson("[}}}\\").isEmpty());
}

void ExchangeModelsTest::largeBodiesAreCutAndSaySo()
{
    const auto text = tellExchange(*frame(1, 1, '[' + QByteArray(200'000, '1') + ']')).content;
    QVERIFY(text.size() < 2 * shownBytes);
    QVERIFY(text.contains(u"of 200"_s));
    QVERIFY(!tellExchange(*frame(1, 1, "[1]")).content.contains(u"shown"_s));
}

void ExchangeModelsTest::bytesAreShownAsHex()
{
    auto seen = std::make_shared<Seen>(*frame(1, 1, QByteArray("\x89PNG\r\n", 6)));
    seen->binary = true;
    const QString text = tellExchange(*seen).content;
    QVERIFY2(text.startsWith(u"00000000  89 50 4e 47 0d 0a"_s), qPrintable(text));
    QVERIFY(text.contains(u".PNG.."_s));
}

QTEST_GUILESS_MAIN(ExchangeModelsTest)
#include "tst_exchange_models.moc"
