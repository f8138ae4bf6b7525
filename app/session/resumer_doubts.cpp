// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/resumer.h"
#include "wire/channels.h"

#include <algorithm>

namespace fw::session {

namespace {

// Jobs and what moves them are rows of the journal, crops and brands are items of it.
constexpr auto lastingChannels = std::to_array<QLatin1StringView>(
    { wire::channel::jobs, wire::channel::status, wire::channel::crop, wire::channel::brand });

bool isLasting(const QString &channel)
{
    return std::ranges::find(lastingChannels, channel) != lastingChannels.end();
}

} // namespace

void Resumer::restore(const std::vector<wire::Position> &positions)
{
    if (!m_channels.empty())
        return;
    for (const wire::Position &at : positions) {
        if (!isLasting(at.channel) || at.epoch.isEmpty() || at.seq < 0)
            continue;
        Channel &channel = m_channels[at.channel];
        channel.epoch = at.epoch;
        channel.seq = at.seq;
    }
}

std::vector<wire::Position> Resumer::lasting() const
{
    std::vector<wire::Position> places;
    for (const auto &[name, channel] : m_channels) {
        if (!channel.epoch.isEmpty() && isLasting(name))
            places.push_back({ name, channel.epoch, channel.seq });
    }
    return places;
}

void Resumer::gap(const wire::ChannelGap &gap)
{
    const auto found = m_channels.find(gap.channel);
    if (found != m_channels.end() && found->second.step != Step::Refused)
        hole(found->second);
}

// A later event shows a hole; only the heads show that the last event is missing.
void Resumer::heads(const wire::HeadsSeen &seen, Instant now)
{
    for (const wire::Position &head : seen.heads) {
        const auto found = m_channels.find(head.channel);
        if (found == m_channels.end() || found->second.step != Step::Current)
            continue;
        Channel &channel = found->second;
        if (head.epoch != channel.epoch) {
            clearPosition(channel);
            hole(channel);
        } else if (head.seq <= channel.seq) {
            channel.doubt.reset();
        } else if (!channel.doubt) {
            channel.doubt.emplace(head.seq, now);
        }
    }
}

std::vector<wire::Position> Resumer::due(Instant now)
{
    std::vector<wire::Position> ask;
    for (auto &[name, channel] : m_channels) {
        if (channel.step == Step::Refused)
            continue;
        if (channel.doubt && channel.seq >= channel.doubt->first)
            channel.doubt.reset();
        if (channel.doubt && now - channel.doubt->second >= m_policy.headDoubt) {
            channel.doubt.reset();
            hole(channel);
        }
        const bool stuck
            = channel.step != Step::Current && now - channel.moved >= m_policy.channelStuck;
        if (stuck)
            clearPosition(channel);
        if (!stuck && (!channel.asks || now - channel.asked < m_policy.askAgain))
            continue;
        channel.asks = false;
        channel.asked = now;
        channel.moved = now;
        channel.step = Step::Waiting;
        channel.parts.clear();
        ask.push_back({ name, channel.epoch, channel.seq });
    }
    return ask;
}

bool Resumer::wantsLook() const
{
    return std::ranges::any_of(m_channels, [](const auto &pair) {
        const Channel &channel = pair.second;
        return channel.asks || channel.doubt
            || (channel.step != Step::Current && channel.step != Step::Refused);
    });
}

void Resumer::failed()
{
    for (auto &[name, channel] : m_channels) {
        const bool done = channel.step == Step::Current || channel.step == Step::Refused;
        if (!done && ++channel.failures >= 2) {
            channel.failures = 0;
            clearPosition(channel);
        }
    }
}

void Resumer::forget()
{
    for (auto &[name, channel] : m_channels)
        clearPosition(channel);
}

bool Resumer::complete() const
{
    return std::ranges::all_of(m_channels, [](const auto &pair) {
        return pair.second.step == Step::Current || pair.second.step == Step::Refused;
    });
}

QByteArray Resumer::fingerprint() const
{
    QByteArray all;
    const auto number = [&all](qint64 value) { all += QByteArray::number(value) + ','; };
    for (const auto &[name, channel] : m_channels) {
        all += name.toUtf8() + '=' + channel.epoch.toUtf8() + ',';
        number(channel.seq);
        number(static_cast<qint64>(channel.step));
        number(channel.step == Step::Replaying ? channel.target : 0);
        number(channel.asks);
        number(channel.failures);
        number(channel.doubt ? channel.doubt->first : -1);
        number(channel.parts.empty() ? -1 : channel.stagedSeq);
        for (const auto &[part, events] : channel.parts)
            number(part);
        all += '|';
        for (const auto &[seq, events] : channel.ahead)
            number(seq);
        all += ';';
    }
    return all;
}

} // namespace fw::session
