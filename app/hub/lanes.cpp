// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"publish","channel":"brand:config","op":"0190b2c4-…","lane":"brand:ScotlandWTF","base":3,
//  "data":{"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"logoPadding":40}}}}
// {"type":"ack","op":"0190b2c4-…","status":"conflict","revision":5,"current":{"logoPadding":20},
//  "changed":["logoPadding"],"by":"…","time":"2026-01-05T10:00:00.000Z"}
#include "hub/lanes_private.h"

#include "base/json_fields.h"
#include "base/log.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace fw::hub {

using namespace Qt::StringLiterals;
using record::LaneDocument;
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

} // namespace

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
    if (!read)
        return read;
    const auto life = record.lifeOf(m_log.epoch());
    const auto least = record.leastRevision();
    if (!life || !least)
        return tl::unexpected(life ? least.error() : life.error());
    m_life = life->value_or(0);
    m_least = *least;
    m_record = &record;
    return {};
}

Expected<void> Lanes::skipRevisions()
{
    m_skipped = true;
    if (auto skipped = m_record->skipRevisions(); !skipped)
        return skipped;
    const auto least = m_record->leastRevision();
    if (!least)
        return tl::unexpected(least.error());
    m_least = *least;
    return {};
}

void Lanes::meet(const QString &epoch)
{
    if (!m_record || m_skipped || epoch == m_log.epoch())
        return;
    const auto life = m_record->lifeOf(epoch);
    if (!life || *life)
        return;
    qCWarning(lcHub) << "a client knows a state of this hub that is lost";
    if (const auto skipped = skipRevisions(); !skipped)
        qCWarning(lcHub) << "revisions not skipped:" << skipped.error().detail;
}

Expected<Lanes::Wish> Lanes::wishFrom(ChannelIndex channel, const JsonValue &message,
                                      Base base) const
{
    JsonFields fields(message, u"publish"_s);
    const auto lane = fields.optionalString("lane");
    const auto from = fields.optionalInteger("base");
    const auto epoch = fields.optionalString("epoch");
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
    return Wish{ std::move(*edit), from, epoch.value_or(QString()), before.toQJson().toObject() };
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
