// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/telling.h"

#include "base/overloaded.h"
#include "cli/lines.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

using wire::CloseVerdict;
constexpr auto closeWords = std::to_array<std::pair<CloseVerdict, QLatin1StringView>>({
    { CloseVerdict::Retry, "retry"_L1 },
    { CloseVerdict::SignIn, "signIn"_L1 },
    { CloseVerdict::NewSession, "newSession"_L1 },
    { CloseVerdict::TakenOver, "takenOver"_L1 },
    { CloseVerdict::GiveUp, "giveUp"_L1 },
    { CloseVerdict::Poll, "poll"_L1 },
    { CloseVerdict::Renew, "renew"_L1 },
});

QJsonObject told(const QString &word, const QJsonObject &more = {})
{
    QJsonObject object = more;
    object.insert("event"_L1, word);
    return object;
}

QJsonObject obeyed(const QString &word, const QJsonObject &more = {})
{
    QJsonObject object = more;
    object.insert("control"_L1, word);
    return object;
}

template <class List, class Make> QJsonArray listOf(const List &list, Make make)
{
    QJsonArray array;
    for (const auto &one : list)
        array.append(make(one));
    return array;
}

QJsonObject errorObject(const wire::JobError &error)
{
    return { { "code"_L1, error.code },
             { "message"_L1, error.message },
             { "stage"_L1, error.stage },
             { "recoverable"_L1, error.recoverable } };
}

QJsonObject datumObject(const wire::Metadatum &datum)
{
    return { { "field"_L1, datum.field }, { "value"_L1, datum.value } };
}

QJsonObject stateObject(const wire::JobStateSeen &e)
{
    QJsonObject object{ { "jobId"_L1, e.id.text }, { "state"_L1, wire::stateWord(e.state) } };
    if (e.error)
        object.insert("error"_L1, errorObject(*e.error));
    return told(u"jobState"_s, object);
}

QJsonObject progressObject(const wire::JobProgressed &e)
{
    QJsonObject object{ { "jobId"_L1, e.id.text } };
    if (e.progress)
        object.insert("progress"_L1, *e.progress);
    if (e.message)
        object.insert("message"_L1, *e.message);
    return told(u"progress"_s, object);
}

QJsonObject detailObject(const wire::JobDetailSeen &e)
{
    return told(u"detail"_s,
                { { "job"_L1, jobObject(e.job) },
                  { "stages"_L1, listOf(e.stages, stageObject) },
                  { "thumbnails"_L1, listOf(e.thumbnails, thumbnailObject) },
                  { "metadata"_L1, listOf(e.metadata, datumObject) },
                  { "outputs"_L1, listOf(e.outputs, outputObject) },
                  { "log"_L1, listOf(e.log, logObject) } });
}

QJsonObject settledObject(const wire::EditSettled &e)
{
    QJsonObject object{ { "verdict"_L1, verdictWord(e.verdict) } };
    if (!e.message.isEmpty())
        object.insert("message"_L1, e.message);
    if (!e.jobs.empty())
        object.insert("jobs"_L1, listOf(e.jobs, [](const JobId &id) { return id.text; }));
    return told(u"settled"_s, object);
}

QString channelsOf(const std::vector<wire::Position> &heads)
{
    QStringList words;
    for (const wire::Position &at : heads)
        words.append(u"%1=%2"_s.arg(at.channel).arg(at.seq));
    return words.join(u' ');
}

QString scalar(const QJsonValue &value)
{
    if (value.isObject())
        return QString::fromUtf8(
            QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).left(160));
    if (value.isArray())
        return u"%1 of them"_s.arg(value.toArray().size());
    return value.toVariant().toString().left(160);
}

} // namespace

QString closeWord(CloseVerdict verdict)
{
    return std::ranges::find(closeWords, verdict,
                             &std::pair<CloseVerdict, QLatin1StringView>::first)
        ->second;
}

QJsonObject eventObject(const wire::Event &event)
{
    return std::visit(
        overloaded{
            [](const wire::JobSeen &e) { return told(u"job"_s, jobObject(e.job)); },
            [](const wire::JobsReplaced &e) {
                return told(u"jobs"_s, { { "jobs"_L1, listOf(e.jobs, jobObject) } });
            },
            [](const wire::JobRemoved &e) {
                return told(u"removed"_s, { { "jobId"_L1, e.id.text } });
            },
            [](const wire::JobStateSeen &e) { return stateObject(e); },
            [](const wire::JobProgressed &e) { return progressObject(e); },
            [](const wire::StageSeen &e) {
                return told(u"stage"_s,
                            { { "jobId"_L1, e.job.text }, { "stage"_L1, stageObject(e.stage) } });
            },
            [](const wire::ThumbnailSeen &e) {
                return told(u"thumbnail"_s,
                            { { "jobId"_L1, e.job.text },
                              { "thumbnail"_L1, thumbnailObject(e.thumbnail) } });
            },
            [](const wire::MetadataSeen &e) {
                return told(
                    u"metadata"_s,
                    { { "jobId"_L1, e.job.text }, { "metadata"_L1, datumObject(e.datum) } });
            },
            [](const wire::OutputSeen &e) {
                return told(
                    u"output"_s,
                    { { "jobId"_L1, e.job.text }, { "output"_L1, outputObject(e.output) } });
            },
            [](const wire::JobErrorSeen &e) {
                return told(u"error"_s,
                            { { "jobId"_L1, e.job.text }, { "error"_L1, errorObject(e.error) } });
            },
            [](const wire::JobDetailSeen &e) { return detailObject(e); },
            [](const wire::SystemStatusSeen &e) {
                return told(u"system"_s, { { "system"_L1, systemObject(e) } });
            },
            [](const wire::EditSettled &e) { return settledObject(e); },
            [](const wire::GapSeen &e) {
                return told(u"gap"_s, { { "channel"_L1, e.channel }, { "dropped"_L1, e.dropped } });
            },
            [](const wire::NoticeSeen &e) {
                return told(u"notice"_s, { { "level"_L1, e.level }, { "text"_L1, e.text } });
            },
            [](const wire::ItemsReplaced &e) {
                return told(u"items"_s,
                            { { "kind"_L1, e.kind }, { "items"_L1, listOf(e.items, itemObject) } });
            },
            [](const wire::ItemSeen &e) { return told(u"item"_s, itemObject(e.item)); },
            [](const wire::ItemRemoved &e) {
                return told(u"itemRemoved"_s, { { "kind"_L1, e.kind }, { "id"_L1, e.id.text } });
            },
            [](const wire::TransferSeen &e) {
                return told(u"transfer"_s, { { "done"_L1, e.done }, { "total"_L1, e.total } });
            },
            [](const wire::ListConfirmed &e) {
                return told(u"listConfirmed"_s, { { "kind"_L1, e.kind } });
            },
        },
        event);
}

QJsonObject controlObject(const wire::Control &control)
{
    return std::visit(
        overloaded{
            [](const wire::Greeted &) { return obeyed(u"greeted"_s); },
            [](const wire::Subscribed &c) {
                return obeyed(u"subscribed"_s,
                              { { "channel"_L1, c.at.channel },
                                { "seq"_L1, c.at.seq },
                                { "recovered"_L1, c.recovered } });
            },
            [](const wire::HeadsSeen &c) {
                return obeyed(u"heads"_s, { { "heads"_L1, channelsOf(c.heads) } });
            },
            [](const wire::ChannelGap &c) {
                return obeyed(u"gap"_s,
                              { { "channel"_L1, c.channel }, { "dropped"_L1, c.dropped } });
            },
            [](const wire::Draining &c) {
                return obeyed(u"draining"_s,
                              { { "retryAfterMs"_L1, static_cast<qint64>(c.retryAfter.count()) } });
            },
            [](const wire::ReplyWanted &c) {
                return obeyed(u"reply"_s, { { "frame"_L1, QString::fromUtf8(c.frame.bytes) } });
            },
            [](const wire::SignInRefused &c) {
                return obeyed(u"signInRefused"_s, { { "reason"_L1, c.reason } });
            },
            [](const wire::ChannelRefused &c) {
                return obeyed(u"channelRefused"_s,
                              { { "channel"_L1, c.channel }, { "reason"_L1, c.reason } });
            },
            [](const wire::EditUnknown &) { return obeyed(u"editUnknown"_s); },
            [](const wire::Standing &c) {
                return obeyed(
                    u"standing"_s,
                    { { "standing"_L1, standingWord(c.kind) }, { "detail"_L1, c.detail } });
            },
            [](const wire::SignedIn &c) {
                return obeyed(u"signedIn"_s, { { "who"_L1, c.who } });
            },
            [](const wire::TokenExpired &c) {
                return obeyed(u"expired"_s, { { "reason"_L1, c.reason } });
            },
        },
        control);
}

QJsonObject issueObject(const wire::Issue &issue)
{
    return { { "issue"_L1, codeWord(issue.failure.code) }, { "detail"_L1, issue.failure.detail } };
}

QJsonObject learntObject(const wire::SessionFacts &before, const wire::SessionFacts &after)
{
    QJsonObject object;
    const auto secret = [&object](QLatin1StringView name, const Secret &was, const Secret &is) {
        if (!(was == is))
            object.insert(name, is.isEmpty() ? u"forgotten"_s : u"known, not shown"_s);
    };
    secret("bearer"_L1, before.token, after.token);
    secret("refresh"_L1, before.refresh, after.refresh);
    secret("jar"_L1, before.cookie, after.cookie);
    const auto text = [&object](QLatin1StringView name, const QString &was, const QString &is) {
        if (was != is)
            object.insert(name, is);
    };
    if (after.tokenUntil != before.tokenUntil && after.tokenUntil)
        object.insert("until"_L1, toIso(*after.tokenUntil));
    text("serverId"_L1, before.serverId, after.serverId);
    text("epoch"_L1, before.epoch, after.epoch);
    text("connection"_L1, before.connection, after.connection);
    text("capabilities"_L1, before.capabilities.join(u' '), after.capabilities.join(u' '));
    if (after.messageBytes != before.messageBytes && after.messageBytes)
        object.insert("messageBytes"_L1, *after.messageBytes);
    if (after.clockOffset != before.clockOffset && after.clockOffset)
        object.insert("clockOffsetMs"_L1, static_cast<qint64>(after.clockOffset->count()));
    for (auto fact = after.extra.begin(); fact != after.extra.end(); ++fact) {
        if (before.extra.value(fact.key()) != fact.value() || !before.extra.contains(fact.key()))
            object.insert(fact.key(), fact.value());
    }
    return object;
}

QString plainTelling(const QJsonObject &object)
{
    QString word;
    for (const auto key : { "event"_L1, "control"_L1, "issue"_L1 }) {
        if (object.contains(key))
            word = (key == "issue"_L1 ? u"ISSUE "_s : QString()) + object[key].toString();
    }
    QStringList words;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = member.key();
        const QString value = scalar(member.value());
        if (key != "event"_L1 && key != "control"_L1 && key != "issue"_L1 && !value.isEmpty())
            words.append(key == "detail"_L1 ? value : QString(key + u'=' + value));
    }
    return word.leftJustified(14) + u' ' + words.join(u"  "_s);
}

} // namespace fw::cli
