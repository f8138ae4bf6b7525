// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/echo/known.h"

#include "dialects/common/http.h"

#include <algorithm>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jobsKey = "jobs"_L1;
constexpr auto watchedKey = "watched"_L1;
constexpr qsizetype mostWatched = 50;

QString decoded(const QString &text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

} // namespace

// One line each: id, video ("-": not told), "o" for open; ids are encoded, so blanks divide.
KnownJobs::KnownJobs(const wire::SessionFacts &facts)
{
    const QStringList lines = facts.extra.value(jobsKey).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList words = line.split(u' ');
        if (words.size() == 3)
            m_jobs.push_back({ decoded(words[0]),
                               words[1] == "-"_L1 ? QString() : decoded(words[1]),
                               words[2] == "o"_L1 });
    }
}

const KnownJob *KnownJobs::find(const QString &id) const
{
    const auto found = std::ranges::find(m_jobs, id, &KnownJob::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

void KnownJobs::put(const KnownJob &job)
{
    const auto found = std::ranges::find(m_jobs, job.id, &KnownJob::id);
    if (found == m_jobs.end()) {
        if (m_jobs.size() >= most)
            m_jobs.pop_back();
        m_jobs.insert(m_jobs.begin(), job);
        return;
    }
    found->open = job.open;
    if (!job.video.isEmpty())
        found->video = job.video;
}

void KnownJobs::remove(const QString &id)
{
    std::erase_if(m_jobs, [&id](const KnownJob &job) { return job.id == id; });
}

QString KnownJobs::text() const
{
    QString text = u"\n"_s;
    for (const KnownJob &job : m_jobs)
        text += segment(job.id) + u' ' + (job.video.isEmpty() ? u"-"_s : segment(job.video))
            + (job.open ? u" o\n"_s : u" t\n"_s);
    return text;
}

bool KnownJobs::differs(const wire::SessionFacts &facts) const
{
    return facts.extra.value(jobsKey) != text();
}

bool KnownJobs::save(wire::SessionFacts &facts) const
{
    if (!differs(facts))
        return false;
    facts.extra.insert(jobsKey, text());
    return true;
}

bool isListed(const wire::SessionFacts &facts, const QString &id)
{
    const QString text = facts.extra.value(jobsKey);
    const QString start = u'\n' + segment(id) + u' ';
    const qsizetype at = text.indexOf(start);
    return at >= 0 && text.mid(at + start.size(), 2) != "- "_L1;
}

QStringList watchedJobs(const wire::SessionFacts &facts)
{
    QStringList ids;
    const QStringList words = facts.extra.value(watchedKey).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        ids.append(decoded(word));
    return ids;
}

void noteWatched(wire::SessionFacts &facts, const QString &id)
{
    QStringList words = facts.extra.value(watchedKey).split(u' ', Qt::SkipEmptyParts);
    words.removeAll(segment(id));
    words.append(segment(id));
    while (words.size() > mostWatched)
        words.removeFirst();
    facts.extra.insert(watchedKey, words.join(u' '));
}

void forgetJobs(wire::SessionFacts &facts)
{
    facts.extra.remove(jobsKey);
    facts.extra.remove(watchedKey);
}

QStringList subscribedJobs(const wire::SessionFacts &facts)
{
    QStringList ids;
    const KnownJobs known(facts);
    for (const KnownJob &job : known.all()) {
        if (job.open)
            ids.append(job.id);
    }
    const QStringList watched = watchedJobs(facts);
    for (const QString &id : watched) {
        if (!ids.contains(id))
            ids.append(id);
    }
    return ids;
}

} // namespace fw::dialects::echo
