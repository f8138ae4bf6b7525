// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/resumer.h"

#include <algorithm>
#include <iterator>

namespace fw::session {

namespace {

void append(std::vector<wire::Event> &to, std::vector<wire::Event> &&from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

std::vector<wire::Event> joinLists(std::vector<wire::Event> events)
{
    wire::JobsReplaced jobs;
    bool hasJobs = false;
    std::vector<wire::ItemsReplaced> kinds;
    std::vector<wire::Event> others;
    for (wire::Event &event : events) {
        if (auto *list = std::get_if<wire::JobsReplaced>(&event)) {
            hasJobs = true;
            std::ranges::move(list->jobs, std::back_inserter(jobs.jobs));
        } else if (auto *part = std::get_if<wire::ItemsReplaced>(&event)) {
            const auto known = std::ranges::find(kinds, part->kind, &wire::ItemsReplaced::kind);
            if (known == kinds.end())
                kinds.push_back(std::move(*part));
            else
                std::ranges::move(part->items, std::back_inserter(known->items));
        } else {
            others.push_back(std::move(event));
        }
    }
    std::vector<wire::Event> joined;
    joined.reserve(others.size() + kinds.size() + 1);
    if (hasJobs)
        joined.emplace_back(std::move(jobs));
    std::ranges::move(kinds, std::back_inserter(joined));
    append(joined, std::move(others));
    return joined;
}

Resumer::Resumer(SessionPolicy policy)
    : m_policy(std::move(policy))
{
}

void Resumer::start(const QStringList &channels, Instant now)
{
    std::erase_if(m_channels, [&](const auto &pair) { return !channels.contains(pair.first); });
    for (const QString &name : channels) {
        Channel &channel = m_channels[name];
        channel.step = Step::Waiting;
        channel.asks = false;
        channel.asked = now;
        channel.moved = now;
        channel.ahead.clear();
        channel.parts.clear();
        channel.doubt.reset();
    }
}

std::vector<wire::Position> Resumer::positions() const
{
    std::vector<wire::Position> all;
    for (const auto &[name, channel] : m_channels)
        all.push_back({ name, channel.epoch, channel.seq });
    return all;
}

wire::Position Resumer::position(const QString &name) const
{
    const auto found = m_channels.find(name);
    return found == m_channels.end()
        ? wire::Position{ name, {}, 0 }
        : wire::Position{ name, found->second.epoch, found->second.seq };
}

void Resumer::clearPosition(Channel &channel)
{
    channel.epoch.clear();
    channel.seq = 0;
}

void Resumer::hole(Channel &channel)
{
    if (!channel.asks)
        ++m_holes;
    channel.asks = true;
}

void Resumer::settleReplay(Channel &channel)
{
    if (channel.step == Step::Replaying && channel.seq >= channel.target) {
        channel.step = Step::Current;
        channel.failures = 0;
    }
}

bool Resumer::subscribed(const wire::Subscribed &answer, Instant now)
{
    const auto found = m_channels.find(answer.at.channel);
    if (found == m_channels.end())
        return false;
    Channel &channel = found->second;
    channel.moved = now;
    channel.parts.clear();
    channel.stagedSeq = -1;
    if (!answer.recovered) {
        if (channel.epoch != answer.at.epoch)
            channel.ahead.clear();
        channel.step = Step::Snapshot;
        return true;
    }
    if (channel.epoch != answer.at.epoch || answer.at.seq < channel.seq) {
        // "Recovered", but not from where we stand: only a snapshot is to be trusted.
        clearPosition(channel);
        channel.step = Step::Waiting;
        hole(channel);
        return false;
    }
    channel.step = Step::Replaying;
    channel.target = answer.at.seq;
    settleReplay(channel);
    return true;
}

void Resumer::refused(const QString &name)
{
    const auto found = m_channels.find(name);
    if (found != m_channels.end())
        found->second.step = Step::Refused;
}

std::vector<wire::Event> Resumer::take(wire::Message message, Instant now)
{
    if (!message.stamp)
        return std::move(message.events);
    const auto found = m_channels.find(message.stamp->channel);
    if (found == m_channels.end())
        return {}; // never subscribed: whatever it is, it is not in order
    const bool isPart = message.stamp->kind == wire::Stamp::Kind::SnapshotPart;
    return isPart ? takePart(found->second, message, now) : takeEvent(found->second, message, now);
}

std::vector<wire::Event> Resumer::takeEvent(Channel &channel, wire::Message &message, Instant now)
{
    const wire::Stamp &stamp = *message.stamp;
    if (!stamp.epoch.isEmpty() && stamp.epoch != channel.epoch && channel.step == Step::Current) {
        clearPosition(channel);
        hole(channel);
        return {};
    }
    if (channel.epoch.isEmpty() || channel.step == Step::Waiting
        || channel.step == Step::Snapshot) {
        if (channel.epoch.isEmpty() || stamp.seq > channel.seq)
            keepAhead(channel, stamp.seq, message.events);
        return {};
    }
    if (stamp.seq <= channel.seq) {
        ++m_duplicates;
        return {};
    }
    if (stamp.seq > channel.seq + 1) {
        keepAhead(channel, stamp.seq, message.events);
        if (channel.step == Step::Current) {
            if (!channel.asks)
                m_missed += stamp.seq - channel.seq - 1;
            hole(channel);
        }
        return {};
    }
    channel.seq = stamp.seq;
    channel.moved = now;
    std::vector<wire::Event> events = std::move(message.events);
    drain(channel, events);
    settleReplay(channel);
    return events;
}

void Resumer::keepAhead(Channel &channel, qint64 seq, std::vector<wire::Event> &events)
{
    if (channel.ahead.size() >= m_policy.ahead) {
        // Too much waits for too little: a snapshot is cheaper.
        channel.ahead.clear();
        if (channel.step != Step::Snapshot && channel.step != Step::Waiting) {
            clearPosition(channel);
            hole(channel);
        }
        return;
    }
    if (!channel.ahead.try_emplace(seq, std::move(events)).second)
        ++m_duplicates;
}

void Resumer::drain(Channel &channel, std::vector<wire::Event> &events)
{
    auto next = channel.ahead.begin();
    while (next != channel.ahead.end() && next->first <= channel.seq + 1) {
        if (next->first == channel.seq + 1) {
            channel.seq = next->first;
            append(events, std::move(next->second));
        } else {
            ++m_duplicates;
        }
        next = channel.ahead.erase(next);
    }
}

std::vector<wire::Event> Resumer::takePart(Channel &channel, wire::Message &message, Instant now)
{
    const wire::Stamp &stamp = *message.stamp;
    const bool expected = channel.step == Step::Snapshot || channel.step == Step::Waiting;
    if (!expected && stamp.epoch == channel.epoch && stamp.seq < channel.seq)
        return {}; // older than what we have
    if (stamp.epoch != channel.stagedEpoch || stamp.seq != channel.stagedSeq
        || stamp.parts != channel.stagedParts) {
        channel.parts.clear();
        channel.stagedEpoch = stamp.epoch;
        channel.stagedSeq = stamp.seq;
        channel.stagedParts = stamp.parts;
    }
    channel.moved = now;
    channel.parts[stamp.part] = std::move(message.events);
    if (channel.parts.size() < static_cast<size_t>(channel.stagedParts))
        return {};
    std::vector<wire::Event> events;
    for (auto &[number, part] : channel.parts)
        append(events, std::move(part));
    channel.parts.clear();
    channel.stagedSeq = -1;
    channel.epoch = stamp.epoch;
    channel.seq = stamp.seq;
    channel.step = Step::Current;
    channel.asks = false;
    channel.failures = 0;
    events = joinLists(std::move(events));
    drain(channel, events);
    if (!channel.ahead.empty())
        hole(channel);
    return events;
}

} // namespace fw::session
