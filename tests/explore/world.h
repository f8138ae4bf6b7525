// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore/hub_model.h"
#include "explore/seen_set.h"
#include "link/machine.h"
#include "session/courier.h"
#include "session/resumer.h"
#include "store/reduce.h"

#include <deque>
#include <functional>
#include <memory>
#include <variant>

namespace fw::explore {

// What travels. Frames of one connection arrive in order; a cut loses those
// under way.
struct Subscribe
{
    int epoch = 0;
    int seq = 0;
};
struct Publish
{
    Op op;
};
struct AskAbout
{
    int op = 0;
};
using Up = std::variant<Subscribe, Publish, AskAbout>;

struct Welcome
{
};
struct Subscribed
{
    int epoch = 0;
    int seq = 0;
    bool recovered = false;
};
struct Snapshot
{
    int epoch = 0;
    int seq = 0;
};
struct News
{
    int epoch = 0;
    int seq = 0;
};
struct Heads
{
    int epoch = 0;
    int seq = 0;
};
struct Unknown
{
    int op = 0;
};
using Down = std::variant<Welcome, Subscribed, Snapshot, News, Ack, Heads, Unknown>;

/// How much may go wrong in one history.
struct Budget
{
    int clients = 2;
    int edits = 2; ///< of each client
    int cuts = 0;
    int hubKills = 0;
    int clientKills = 0;
    int lost = 0; ///< frames to a client that vanish on an open connection
    int doubled = 0; ///< frames to a client that arrive twice
    int restores = 0; ///< an old backup is put back
    int heartbeats = 0;
    int waits = 0; ///< times a client's clock moves on although nothing failed
    int keeps = 0; ///< times a client's disk gets the rows and positions as they are then
    bool isConnected = false; ///< every client is, at first
};

/// One client: the product's own machine, places, state, outbox; and what its
/// disk holds.
struct Client
{
    // durable
    std::vector<store::Edit> disk; ///< as of the last fsync
    std::vector<store::ItemEntry> diskItems; ///< these two are written in one transaction,
    std::vector<wire::Position> diskPositions; ///< and may be older than what is on the screen
    // gone with a kill
    link::LinkState link;
    session::Resumer resumer;
    store::State state;
    session::Courier::Memory courier;
    bool connected = false; ///< as the session tells the courier
    std::deque<Up> up;
    std::deque<Down> down;
    int epoch = 0; ///< as the hub said in its welcome
    // the hub's side of the connection
    bool open = false; ///< the socket is
    bool subscribed = false;
    int told = 0; ///< heartbeats since the last change that said so
    // the recorder's
    int made = 0;
    struct Shown
    {
        int op = 0;
        int seen = 0; ///< value of the field that the author saw
        int epoch = 0; ///< of the history they saw it in
        bool kept = false; ///< told to be kept
        int fate = 0; ///< the last settled fate that was shown: 0 none, 1 accepted,
                      ///< 2 not taken
    };
    std::vector<Shown> shown; ///< one for each edit that was made
    mutable Print print; ///< all zero: to be made anew
};

/// One moment of everything, and what may happen next.
class World
{
public:
    World(const Budget &budget, Mutant mutant);

    struct Step
    {
        enum Kind : quint8 {
            OpenSocket,
            Edit,
            Write, ///< the outbox is on the disk as it is now
            Keep, ///< rows and positions are
            Release, ///< a person lets recovered edits go
            ToHub,
            ToClient,
            Lose,
            Double,
            Cut,
            KillClient,
            KillHub,
            Heartbeat,
            Wait,
            Backup,
            Restore,
        };
        Kind kind;
        int client = 0;
        int value = 0;
    };
    std::vector<Step> steps() const;
    void take(const Step &step);
    /// The first invariant that does not hold, in words; empty: all hold.
    QString broken() const;
    int ended() const; ///< edits that were accepted or shown as not taken
    /// Two moments with the same print go on in the same ways.
    Print print() const;
    static QString text(const Step &step);

private:
    class Desk;
    Client &own(int client);
    void feed(int client, const link::Input &input);
    void obey(int client, const link::Effects &effects);
    void settleConnection(int client);
    void onUp(Client &client, const Up &message);
    void onDown(int client, const Down &message);
    void apply(int client, std::vector<wire::Event> events);
    void checkResumed(int client);
    void broadcast(int seq);
    void cut(int client);
    void killClient(int client);
    void killHub();
    void edit(int client, int field);
    void write(int client);
    void keep(int client);
    void release(int client);
    void wait(int client);
    QString brokenOf(const Client &client) const;
    void lookAt(int client); ///< the recorder sees the fates on the screen
    void withCourier(int client, const std::function<void(session::Courier &)> &call);
    wire::Item item(int epoch, int revision) const;

    Budget m_budget;
    Mutant m_mutant;
    Instant m_now{};
    HubModel m_hub;
    std::vector<std::vector<Entry>> m_histories; ///< of the epochs that ended
    std::vector<std::shared_ptr<Client>> m_clients;
    QString m_broken; ///< seen while a step was taken
};

} // namespace fw::explore
