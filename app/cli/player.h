// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/resumer.h"
#include "store/store.h"

namespace fw::cli {

/// Puts what a dialect made of a recording into a store, through the same resumer as a live
/// connection.
class Player
{
public:
    /// \a store outlives the player; \a name is what the server is called in it.
    Player(store::Store &store, const ServerId &server, const QString &name,
           const wire::SessionFacts &facts = {});

    const ServerId &server() const { return m_server; }
    const wire::SessionFacts &facts() const { return m_facts; }

    /// Takes what was learnt and applies what can be applied now: these events, in order.
    std::vector<wire::Event> take(wire::Decoded decoded);

private:
    void obey(const wire::Control &control);

    store::Store &m_store;
    ServerId m_server;
    wire::SessionFacts m_facts;
    session::Resumer m_resumer;
};

} // namespace fw::cli
