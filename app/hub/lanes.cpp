// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"publish","channel":"brand:config","op":"0190b2c4-…","lane":"brand:ScotlandWTF","base":3,
//  "data":{"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"logoPadding":40}}}}
// {"type":"ack","op":"0190b2c4-…","status":"conflict","revision":5,"current":{"logoPadding":20},
//  "changed":["logoPadding"],"by":"…","time":"2026-01-05T10:00:00.000Z"}
#include "hub/lanes.h"

#include "base/json_fields.h"
#include "base/log.h"
#include "hub/jobs_desk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace fw::hub {

using namespace Qt::StringLiterals;
using record::LaneDocument;
using record::LaneStep;
using Kind = LaneEdit::Kind;
using Word = wire::EditSettled::Verdict;

namespace {

constexpr auto brandPrefix = "brand:"_L1;
constexpr auto rectMember = "cropRect"_L1;

// A crop that was taken back has no rectangle.
QString actionOf(const LaneDocument &crop)
{
    return crop.value.contains(rectMember) ? u"apply"_s : u"cancel"_s;
}

QJsonObject rowOf(const LaneDocument &document)
{
    const QString time = toIso(document.changed);
    if (document.lane.startsWith(brandPrefix)) {
        return { { u"brandName"_s, document.lane.sliced(brandPrefix.size()) },
                 { u"settings"_s, document.value },
                 { u"revision"_s, document.revision },
                 { u"by"_s, document.by },
                 { u"updatedAt"_s, time } };
    }
    return { { u"action"_s, actionOf(document) },
             { u"payload"_s, document.value },
             { u"revision"_s, document.revision },
             { u"by"_s, document.by },
             { u"timestamp"_s, time } };
}

// The seed's message of the change, with the whole value and what the hub adds to it.
QJsonObject eventData(const LaneDocument &document, Kind kind)
{
    QJsonObject data = rowOf(document);
    if (kind == Kind::Set) {
        data.insert("action"_L1, u"set"_s);
        data.insert("payload"_L1,
                    QJsonObject{ { u"brandName"_s, data.take("brandName"_L1) },
                                 { u"settings"_s, data.take("settings"_L1) } });
    } else if (kind == Kind::Reset) {
        data.insert("action"_L1, u"reset"_s);
        data.remove("settings"_L1);
    }
    return data;
}

QLatin1StringView eventWord(Kind kind)
{
    switch (kind) {
    case Kind::Reset:
        return "reset"_L1;
    case Kind::Apply:
        return "apply"_L1;
    case Kind::Cancel:
        return "cancel"_L1;
    case Kind::Set:
    case Kind::Live:
        break;
    }
    return "update"_L1;
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QStringList differing(const QJsonObject &a, const QJsonObject &b)
{
    QStringList names;
    for (const QString &name : a.keys() + b.keys()) {
        if (!names.contains(name) && a.value(name) != b.value(name))
            names.append(name);
    }
    return names;
}

QJsonObject only(const QJsonObject &object, const QStringList &names)
{
    QJsonObject some;
    for (const QString &name : names) {
        if (const QJsonValue value = object.value(name); !value.isUndefined())
            some.insert(name, value);
    }
    return some;
}

/// What others changed since a base.
struct Since
{
    bool everything = false; ///< or it is not known any more
    QSet<QString> names;
};

Since changesIn(const std::vector<LaneStep> &steps, const LaneDocument &now, qint64 base)
{
    Since since;
    since.everything = base < 0 || static_cast<qint64>(steps.size()) != now.revision - base;
    for (const LaneStep &step : steps) {
        since.everything = since.everything || !step.fields;
        const QStringList names = step.fields ? *step.fields : step.before.keys();
        since.names.unite(QSet<QString>(names.begin(), names.end()));
    }
    if (since.everything) {
        const QStringList names = now.value.keys();
        since.names.unite(QSet<QString>(names.begin(), names.end()));
    }
    return since;
}

bool touches(const Since &since, const LaneEdit &edit)
{
    const QStringList names = edit.value.keys();
    return since.everything || edit.kind != Kind::Set
        || std::ranges::any_of(names,
                               [&](const QString &name) { return since.names.contains(name); });
}

// Settings that are not what the author saw. A revision alone does not tell after an old state of
// the hub was put back: the same number then stands for another value.
QStringList unlike(const LaneEdit &edit, const QJsonObject &seen, const QJsonObject &now)
{
    QStringList names;
    for (auto field = seen.begin(); field != seen.end(); ++field) {
        if (edit.kind == Kind::Set && edit.value.contains(field.key())
            && now.value(field.key()) != field.value())
            names.append(field.key());
    }
    return names;
}

} // namespace

struct Lanes::Wish
{
    LaneEdit edit;
    std::optional<qint64> base; ///< empty: the newest, whatever that is
    QJsonObject before; ///< what the author saw, as far as it was told
};

struct Lanes::Told
{
    LaneDocument document;
    Kind kind = Kind::Set;
};

Lanes::Lanes(EventLog &log, const Clock &clock)
    : m_log(log)
    , m_clock(clock)
{
}

std::map<QString, QByteArray> &Lanes::rows(ChannelIndex channel)
{
    return channel == CropChannel ? m_crops : m_brands;
}

const std::map<QString, QByteArray> &Lanes::rows(ChannelIndex channel) const
{
    return channel == CropChannel ? m_crops : m_brands;
}

Expected<void> Lanes::load(record::Record &record)
{
    m_crops.clear();
    m_brands.clear();
    auto read = record.eachDocument([this](const LaneDocument &document) {
        if (const auto channel = channelIndex(document.channel))
            rows(*channel).insert_or_assign(document.lane, compact(rowOf(document)));
    });
    if (read)
        m_record = &record;
    return read;
}

Expected<Lanes::Wish> Lanes::wishFrom(ChannelIndex channel, const JsonValue &message,
                                      Base base) const
{
    JsonFields fields(message, u"publish"_s);
    const auto lane = fields.optionalString("lane");
    const auto from = fields.optionalInteger("base");
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (base == Base::Needed && !lane)
        return fail(Failure::Code::BadInput, u"lane: a text is needed"_s);
    if (from.value_or(0) < 0 || (base == Base::Needed && !from))
        return fail(Failure::Code::BadInput, u"base: a revision from 0 is needed"_s);
    auto edit = laneEditFromJson(channel, fields.value("data"));
    if (!edit)
        return tl::unexpected(edit.error());
    if (lane && *lane != edit->lane)
        return fail(Failure::Code::BadInput,
                    u"lane: \"%1\" does not fit data, which is about \"%2\""_s.arg(
                        lane->left(100), edit->lane.left(100)));
    const JsonValue before = fields.value("before");
    if (before.exists() && !before.isObject())
        return fail(Failure::Code::BadInput, u"before: an object is needed"_s);
    return Wish{ std::move(*edit), from, before.toQJson().toObject() };
}

Lanes::Answer Lanes::publish(ChannelIndex channel, const EditId &op, const JsonValue &message,
                             const Author &author, Base base)
{
    Answer answer;
    answer.verdict.op = op;
    const auto refused = [&](Word word, const Failure &why) {
        answer.verdict.verdict = word;
        answer.verdict.message = why.detail;
        answer.code = why.code;
    };
    const auto putOff = [&](const QString &why) {
        refused(Word::RateLimited, { Failure::Code::Cancelled, why });
        return answer;
    };
    if (!m_record || m_draining)
        return putOff(u"The hub ends; send it again to the next one."_s);
    std::optional<Told> told;
    const auto kept = m_record->together([&]() -> Expected<void> {
        auto first = m_record->verdict(op);
        if (!first)
            return tl::unexpected(first.error());
        if (*first) {
            answer.verdict = **first;
            answer.duplicate = true;
            return {};
        }
        const auto wish = wishFrom(channel, message, base);
        if (!wish) {
            refused(Word::Invalid, wish.error());
            return {};
        }
        auto decided = decide(op, *wish, author, answer);
        if (!decided)
            return tl::unexpected(decided.error());
        told = std::move(*decided);
        return answer.live ? Expected<void>() : m_record->remember(answer.verdict, m_clock.wall());
    });
    // Not known to be lost either: the disk may have it, the next hub would know.
    if (!kept) {
        qCWarning(lcHub) << "edit put off:" << kept.error().detail;
        answer = {};
        answer.verdict.op = op;
        return putOff(u"The hub's database refuses; send it again."_s);
    }
    if (told) {
        const LaneDocument &document = told->document;
        rows(channel).insert_or_assign(document.lane, compact(rowOf(document)));
        m_log.append(channel, eventWord(told->kind), eventData(document, told->kind), {},
                     { author.id, op.text });
    }
    return answer;
}

// Why an edit cannot be made, with all its author needs to decide anew.
Expected<void> Lanes::refuse(Answer &answer, const Wish &wish,
                             const std::optional<LaneDocument> &now)
{
    answer.code = Failure::Code::Conflict;
    answer.verdict.verdict = Word::Conflict;
    if (!now) {
        answer.verdict.message = u"This hub does not have it."_s;
        return {};
    }
    const qint64 base = wish.base.value_or(now->revision);
    const bool isNewer = base > now->revision; // an older state of the hub was restored
    auto steps = m_record->steps(now->channel, now->lane, isNewer ? now->revision : base);
    if (!steps)
        return tl::unexpected(steps.error());
    const Since since = changesIn(*steps, *now, isNewer ? -1 : base);
    QStringList names(since.names.begin(), since.names.end());
    names += unlike(wish.edit, wish.before, now->value);
    names.sort();
    names.removeDuplicates();
    answer.verdict.message
        = isNewer ? u"This hub knows only an older revision."_s : u"It was changed meanwhile."_s;
    answer.verdict.more = { { u"current"_s, now->value },
                            { u"changed"_s, QJsonArray::fromStringList(names) },
                            { u"by"_s, now->by },
                            { u"time"_s, toIso(now->changed) } };
    return {};
}

Expected<std::optional<Lanes::Told>> Lanes::decide(const EditId &op, const Wish &wish,
                                                   const Author &author, Answer &answer)
{
    const LaneEdit &edit = wish.edit;
    const QString channel = channelName(edit.channel);
    const auto found = m_record->document(channel, edit.lane);
    if (!found)
        return tl::unexpected(found.error());
    const auto &now = *found;
    record::Verdict &verdict = answer.verdict;
    const qint64 revision = now ? now->revision : 0;
    verdict.revision = revision;
    if (edit.kind == Kind::Live) {
        answer.live = edit;
        return std::nullopt;
    }
    const qint64 base = wish.base.value_or(revision);
    bool fits = base == revision;
    if (base < revision) {
        const auto steps = m_record->steps(channel, edit.lane, base);
        if (!steps)
            return tl::unexpected(steps.error());
        fits = !touches(changesIn(*steps, *now, base), edit);
        verdict.verdict = Word::Rebased;
    }
    if (now && !unlike(edit, wish.before, now->value).isEmpty())
        fits = false;
    if (!fits) {
        if (auto told = refuse(answer, wish, now); !told)
            return tl::unexpected(told.error());
        return std::nullopt;
    }
    const QJsonObject before = now ? now->value : QJsonObject();
    LaneDocument next{ channel, edit.lane, revision + 1, edit.value, author.name, m_clock.wall() };
    LaneStep step{
        channel, edit.lane, revision + 1, op, author.name, {}, before, {}, next.changed
    };
    if (edit.kind == Kind::Set) {
        next.value = before;
        for (auto field = edit.value.begin(); field != edit.value.end(); ++field)
            next.value.insert(field.key(), field.value());
        step.fields = edit.value.keys();
        step.before = only(before, *step.fields);
        step.after = edit.value;
    } else if (edit.channel == CropChannel) {
        step.fields = differing(before, next.value);
        step.after = next.value;
    }
    const auto small = checkSettings(next.value);
    const bool isFull = !now && rows(edit.channel).size() >= maxLanes;
    if (!small || isFull) {
        answer.code = small ? Failure::Code::Refused : small.error().code;
        verdict.verdict = small ? Word::Denied : Word::Invalid;
        verdict.message = small ? u"This hub keeps no more of them."_s : small.error().detail;
        return std::nullopt;
    }
    if (auto written = m_record->write(next, step); !written)
        return tl::unexpected(written.error());
    verdict.revision = next.revision;
    return Told{ std::move(next), edit.kind };
}

SnapshotData Lanes::snapshot(ChannelIndex channel) const
{
    auto items = std::make_shared<std::vector<QByteArray>>();
    items->reserve(rows(channel).size());
    for (const auto &[lane, row] : rows(channel))
        items->push_back(row);
    return { channel == CropChannel ? u"crops"_s : u"brands"_s, true,
             static_cast<qsizetype>(items->size()),
             [items](qsizetype i) -> QByteArrayView { return (*items)[static_cast<size_t>(i)]; } };
}

QByteArray Lanes::json(ChannelIndex channel) const
{
    const QByteArray name = channel == CropChannel ? "crops" : "brands";
    QByteArray text = compact({ { u"channel"_s, QString(channelName(channel)) },
                                { u"epoch"_s, m_log.epoch() },
                                { u"seq"_s, m_log.head(channel) } });
    text.chop(1);
    text += ",\"" + name + "\":[";
    for (const auto &[lane, row] : rows(channel))
        text += row + ',';
    if (text.endsWith(','))
        text.chop(1);
    return text + "]}";
}

} // namespace fw::hub
