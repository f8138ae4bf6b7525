// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 3000; ///< file names kept for jobs that only say a photo's number
constexpr qsizetype mostBatches = 50;
constexpr auto lackPrefix = "lacks:"_L1;
constexpr auto progressPrefix = "at:"_L1;
constexpr int mostProgress = 200; ///< jobs whose progress is kept to compare

QString nameKey(const QString &photo)
{
    return u"photo:"_s + photo;
}

} // namespace

QString known(const wire::SessionFacts &facts, const char *key)
{
    return facts.extra.value(QString::fromLatin1(key));
}

int count(const wire::SessionFacts &facts, const char *key)
{
    return std::max(0, known(facts, key).toInt());
}

void know(Sink &sink, const char *key, const QString &value)
{
    if (known(sink.facts(), key) == value)
        return;
    if (value.isEmpty())
        sink.learn().extra.remove(QString::fromLatin1(key));
    else
        sink.learn().extra.insert(QString::fromLatin1(key), value);
}

void know(Sink &sink, const char *key, int value)
{
    know(sink, key, value > 0 ? QString::number(value) : QString());
}

QString photoName(const wire::SessionFacts &facts, const QString &photo)
{
    return facts.extra.value(nameKey(photo));
}

bool isPhotoKnown(const wire::SessionFacts &facts, const QString &photo)
{
    return facts.extra.contains(nameKey(photo));
}

void learnPhotoName(Sink &sink, const QString &photo, const QString &name)
{
    const auto &extra = sink.facts().extra;
    const bool isNew = !extra.contains(nameKey(photo));
    if (photo.isEmpty() || (!isNew && extra.value(nameKey(photo)) == name))
        return;
    if (!isNew || extra.size() < mostNames)
        sink.learn().extra.insert(nameKey(photo), name);
}

namespace {

QStringList words(const wire::SessionFacts &facts, const char *key)
{
    return known(facts, key).split(u' ', Qt::SkipEmptyParts);
}

void setMember(Sink &sink, const char *key, const QString &word, bool in)
{
    QStringList all = words(sink.facts(), key);
    if (all.contains(word) == in)
        return;
    if (in)
        all.append(word);
    else
        all.removeAll(word);
    while (all.size() > mostBatches)
        all.removeFirst();
    know(sink, key, all.join(u' '));
}

} // namespace

QStringList batches(const wire::SessionFacts &facts)
{
    return words(facts, batchIds);
}

QStringList runningBatches(const wire::SessionFacts &facts)
{
    QStringList all = batches(facts);
    for (const QString &ended : words(facts, batchEnds))
        all.removeAll(ended);
    return all;
}

void learnBatch(Sink &sink, const QString &batch, bool ended)
{
    if (batch.isEmpty() || batch.contains(u' '))
        return;
    setMember(sink, batchIds, batch, true);
    setMember(sink, batchEnds, batch, ended);
}

void forgetBatch(Sink &sink, const QString &batch)
{
    setMember(sink, batchIds, batch, false);
    setMember(sink, batchEnds, batch, false);
}

QString pushWay(const wire::SessionFacts &facts)
{
    const QString way = facts.profile.options.value(u"push"_s);
    return way == "socket"_L1 || way == "poll"_L1 || way == "off"_L1 ? way : u"auto"_s;
}

bool wantsFallback(const wire::SessionFacts &facts)
{
    const QString way = pushWay(facts);
    return facts.connection.isEmpty() && way != "off"_L1 && way != "socket"_L1
        && known(facts, pushAbsent).isEmpty();
}

bool lacks(const wire::SessionFacts &facts, const QString &action)
{
    return facts.extra.contains(lackPrefix + action);
}

void learnLack(Sink &sink, const QString &action)
{
    if (!action.isEmpty() && !lacks(sink.facts(), action))
        sink.learn().extra.insert(lackPrefix + action, u"yes"_s);
}

void forgetLacks(Sink &sink)
{
    QStringList keys;
    for (auto fact = sink.facts().extra.lowerBound(lackPrefix);
         fact != sink.facts().extra.end() && fact.key().startsWith(lackPrefix); ++fact)
        keys.append(fact.key());
    for (const QString &key : std::as_const(keys))
        sink.learn().extra.remove(key);
}

void learnLate(Sink &sink, bool there)
{
    const QString before = known(sink.facts(), lateRoutes);
    const QString now = there ? u"yes"_s : u"no"_s;
    if (!before.isEmpty() && before != now)
        forgetLacks(sink);
    know(sink, lateRoutes, now);
}

std::optional<double> progressHeard(const wire::SessionFacts &facts, const QString &job)
{
    const auto found = facts.extra.constFind(progressPrefix + job);
    return found == facts.extra.cend() ? std::nullopt : std::optional(found->toDouble());
}

void hearProgress(Sink &sink, const QString &job, std::optional<double> percent)
{
    const QString key = progressPrefix + job;
    const auto &extra = sink.facts().extra;
    if (!percent) {
        if (extra.contains(key))
            sink.learn().extra.remove(key);
        return;
    }
    const QString text = QString::number(*percent);
    if (extra.value(key) == text)
        return;
    if (!extra.contains(key)) {
        const auto from = extra.lowerBound(progressPrefix);
        const auto end = extra.lowerBound(u"at;"_s);
        if (std::distance(from, end) >= mostProgress)
            return;
    }
    sink.learn().extra.insert(key, text);
}

} // namespace fw::dialects::bridge
