// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/lanes_private.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

// Which edits are made, and what is told to the authors of the others.

namespace fw::hub {

using namespace Qt::StringLiterals;
using record::LaneDocument;
using record::LaneStep;
using Kind = LaneEdit::Kind;
using Word = wire::EditSettled::Verdict;

namespace {

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

// Why an edit cannot be made, with all its author needs to decide anew.
Expected<void> Lanes::refuse(Answer &answer, const Wish &wish,
                             const std::optional<LaneDocument> &now, bool lost)
{
    answer.code = Failure::Code::Conflict;
    answer.verdict.verdict = Word::Conflict;
    if (!now) {
        answer.verdict.message = u"This hub does not have it."_s;
        return {};
    }
    const qint64 base = wish.base.value_or(now->revision);
    const bool isNewer = lost || base > now->revision; // an older state of the hub was restored
    auto steps = m_record->steps(now->channel, now->lane, isNewer ? now->revision : base);
    if (!steps)
        return tl::unexpected(steps.error());
    const Since since = changesIn(*steps, *now, isNewer ? -1 : base);
    QStringList names(since.names.begin(), since.names.end());
    names += unlike(wish.edit, wish.before, now->value);
    names.sort();
    names.removeDuplicates();
    answer.verdict.message
        = isNewer ? u"An older state of this hub was put back."_s : u"It was changed meanwhile."_s;
    answer.verdict.more = { { u"current"_s, now->value },
                            { u"changed"_s, QJsonArray::fromStringList(names) },
                            { u"by"_s, now->by },
                            { u"time"_s, toIso(now->changed) } };
    return {};
}

// Whether the author's base is a revision that this record never had, or has no more: it was made
// in a life that is not this record's, or this record came to that number only in a later one.
Expected<bool> Lanes::isLost(const Wish &wish, const LaneDocument &now)
{
    const qint64 base = wish.base.value_or(0);
    if (wish.epoch.isEmpty() || base == 0)
        return false;
    const auto seen = m_record->lifeOf(wish.epoch);
    if (!seen)
        return tl::unexpected(seen.error());
    if (!*seen || base > now.revision)
        return true;
    qint64 made = now.life;
    if (base < now.revision) {
        const auto steps = m_record->steps(now.channel, now.lane, base - 1);
        if (!steps)
            return tl::unexpected(steps.error());
        made = steps->empty() ? now.life : steps->front().life; // the next one is not older
    }
    return made > **seen;
}

Expected<bool> Lanes::fits(const Wish &wish, const std::optional<LaneDocument> &now,
                           record::Verdict &verdict)
{
    const qint64 base = wish.base.value_or(verdict.revision);
    if (now && !unlike(wish.edit, wish.before, now->value).isEmpty())
        return false;
    if (base >= verdict.revision)
        return base == verdict.revision;
    const auto steps = m_record->steps(now->channel, now->lane, base);
    if (!steps)
        return tl::unexpected(steps.error());
    verdict.verdict = Word::Rebased;
    return !touches(changesIn(*steps, *now, base), wish.edit);
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
    const auto lost = now ? isLost(wish, *now) : Expected<bool>(false);
    const auto fit = lost ? fits(wish, now, verdict) : lost;
    if (!fit)
        return tl::unexpected(fit.error());
    if (!*fit || *lost) {
        if (auto told = refuse(answer, wish, now, *lost); !told)
            return tl::unexpected(told.error());
        return std::nullopt;
    }
    const qint64 number = std::max(revision + 1, m_least);
    const QJsonObject before = now ? now->value : QJsonObject();
    LaneDocument next{
        channel, edit.lane, number, edit.value, author.name, m_clock.wall(), m_life
    };
    LaneStep step{
        channel, edit.lane, number, op, author.name, {}, before, {}, next.changed, m_life
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

} // namespace fw::hub
