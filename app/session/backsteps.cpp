// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/backsteps.h"

#include "store/merge.h"

namespace fw::session {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

// Percent are rounded on their way through servers.
constexpr double noise = 0.5;

} // namespace

void Backsteps::forget()
{
    m_marks.clear();
    m_named.clear();
}

void Backsteps::look(wire::Decoded &decoded)
{
    if (m_marks.size() > most)
        forget();
    const bool isNamed = !decoded.issues.empty(); // the dialect saw something itself
    for (const wire::Message &message : decoded.messages) {
        if (message.stamp)
            continue;
        for (const wire::Event &event : message.events) {
            if (auto words = step(event); words && !isNamed)
                decoded.issues.push_back({ { Failure::Code::BadInput, *words }, {} });
        }
    }
}

std::optional<QString> Backsteps::step(const wire::Event &event)
{
    if (const auto *seen = std::get_if<wire::JobSeen>(&event)) {
        const wire::Job &job = seen->job;
        const bool runs = job.state == JobState::Running;
        if (runs && !job.progress)
            return {};
        return compare(
            job.id, job.id.text,
            { job.progress.value_or(0), job.updated, job.stage, job.attempt.value_or(1) }, runs);
    }
    if (const auto *moved = std::get_if<wire::JobProgressed>(&event)) {
        if (!moved->progress)
            return {};
        Mark mark = m_marks.value(moved->id.text);
        mark.progress = *moved->progress;
        return compare(moved->id, moved->id.text, mark, true);
    }
    if (const auto *seen = std::get_if<wire::StageSeen>(&event)) {
        const wire::Stage &stage = seen->stage;
        const bool runs = stage.state == JobState::Running;
        if (runs && !stage.progress)
            return {};
        return compare(seen->job, seen->job.text + u'\n' + stage.id.text,
                       { stage.progress.value_or(0), stage.updated, {}, stage.attempt }, runs);
    }
    if (const auto *gone = std::get_if<wire::JobRemoved>(&event))
        m_marks.remove(gone->id.text);
    return {};
}

std::optional<QString> Backsteps::compare(const JobId &job, const QString &key, const Mark &seen,
                                          bool runs)
{
    const auto known = m_marks.find(key);
    if (!runs) { // ended, paused or about to begin anew
        if (known != m_marks.end())
            m_marks.erase(known);
        return {};
    }
    if (known == m_marks.end()) {
        m_marks.insert(key, seen);
        return {};
    }
    if (store::isLate(seen.time, known->time))
        return {};
    const Mark before = std::exchange(*known, seen);
    const bool same = before.stage == seen.stage && before.attempt == seen.attempt;
    if (!same || seen.progress >= before.progress - noise || m_named.contains(job.text))
        return {};
    m_named.insert(job.text);
    const QString stage = key.section(u'\n', 1);
    return u"job %1%2 goes backwards: from %3 to %4 percent"_s
        .arg(job.text.left(60),
             stage.isEmpty() ? QString() : QString(u", stage "_s + stage.left(60)))
        .arg(before.progress)
        .arg(seen.progress);
}

} // namespace fw::session
