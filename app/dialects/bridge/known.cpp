// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostNames = 3000; ///< file names kept for jobs that only say a photo's number
constexpr qsizetype mostBatches = 50;

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

QStringList batches(const wire::SessionFacts &facts)
{
    return known(facts, batchIds).split(u' ', Qt::SkipEmptyParts);
}

void learnBatch(Sink &sink, const QString &batch)
{
    QStringList all = batches(sink.facts());
    if (batch.isEmpty() || batch.contains(u' ') || all.contains(batch))
        return;
    all.append(batch);
    while (all.size() > mostBatches)
        all.removeFirst();
    know(sink, batchIds, all.join(u' '));
}

void forgetBatch(Sink &sink, const QString &batch)
{
    QStringList all = batches(sink.facts());
    if (all.removeAll(batch) > 0)
        know(sink, batchIds, all.join(u' '));
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
    return facts.extra.contains(u"lacks:"_s + action);
}

void learnLack(Sink &sink, const QString &action)
{
    if (!action.isEmpty() && !lacks(sink.facts(), action))
        sink.learn().extra.insert(u"lacks:"_s + action, u"yes"_s);
}

} // namespace fw::dialects::bridge
