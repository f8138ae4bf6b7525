// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/player.h"

#include "session/read_round.h"
#include "wire/channels.h"

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

Player::Player(store::Store &store, const ServerId &server, const QString &name,
               const wire::SessionFacts &facts)
    : m_store(store)
    , m_server(server)
    , m_facts(facts)
{
    store::ServerState state;
    state.id = m_server;
    state.name = name;
    m_store.setServer(state);
    QStringList channels;
    for (const QLatin1StringView channel : wire::channel::watched)
        channels.append(channel);
    m_resumer.start(channels, m_store.clock().now());
}

void Player::obey(const wire::Control &control)
{
    if (const auto *answer = std::get_if<wire::Subscribed>(&control))
        m_resumer.subscribed(*answer, m_store.clock().now());
    else if (const auto *gap = std::get_if<wire::ChannelGap>(&control))
        m_store.apply(m_server, { wire::GapSeen{ gap->channel, gap->dropped } });
    else if (std::holds_alternative<wire::Greeted>(control))
        m_resumer.forget(); // a new connection within the recording
}

std::vector<wire::Event> Player::take(wire::Decoded decoded)
{
    if (decoded.learnt)
        m_facts = *decoded.learnt;
    for (const wire::Control &control : decoded.controls)
        obey(control);
    const bool isPage = !decoded.complete || !decoded.followUps.empty();
    std::vector<wire::Event> all;
    for (wire::Message &message : decoded.messages) {
        auto events = m_resumer.take(std::move(message), m_store.clock().now());
        if (isPage)
            session::looseLists(events);
        m_store.apply(m_server, events);
        std::ranges::move(events, std::back_inserter(all));
    }
    return all;
}

} // namespace fw::cli
