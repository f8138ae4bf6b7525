// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore/world.h"

#include "base/overloaded.h"
#include "store/outbox.h"

#include <algorithm>

namespace fw::explore {

using namespace Qt::StringLiterals;
using store::Fate;

namespace {

const ServerId hubId{ u"hub"_s };
const QString channel = u"brand:config"_s;
constexpr auto kind = "brand"_L1;
constexpr auto brand = "b"_L1;
constexpr auto action = "brand.set"_L1;

QString fieldName(int field)
{
    return u"f%1"_s.arg(field);
}

QString epochName(int epoch)
{
    return u"e%1"_s.arg(epoch);
}

EditId editId(int op)
{
    return { u"op%1"_s.arg(op) };
}

int opOf(const EditId &id)
{
    return id.text.sliced(2).toInt();
}

wire::ActionOffer offer()
{
    wire::ActionOffer one;
    one.name = action;
    one.target = kind;
    one.overlay = true;
    for (int field = 0; field < fields; ++field) {
        wire::FieldSpec spec;
        spec.name = fieldName(field);
        spec.from = spec.name;
        spec.type = wire::FieldSpec::Type::Whole;
        one.fields.push_back(spec);
    }
    return one;
}

store::State firstState()
{
    store::State state;
    store::ServerState server;
    server.id = hubId;
    server.capabilities.repeatSafe = true;
    server.capabilities.sequences = true;
    server.capabilities.offers = { offer() };
    store::Changes changes;
    store::setServer(state, server, {}, changes);
    return state;
}

const session::SessionPolicy &policy()
{
    static const session::SessionPolicy usual;
    return usual;
}

link::LinkState firstLink()
{
    link::LinkState state;
    state.canPoll = false;
    return state;
}

const wire::Item *shownItem(const store::State &state)
{
    const store::ItemEntry *entry = state.find(store::ItemKey{ hubId, kind, ItemId{ brand } });
    return entry ? &entry->item : nullptr;
}

const store::Edit *find(const std::vector<store::Edit> &edits, int op)
{
    const auto found = std::ranges::find(edits, editId(op), &store::Edit::id);
    return found == edits.end() ? nullptr : &*found;
}

std::array<int, fields> valuesOf(const std::vector<Entry> &log, int revision)
{
    std::array<int, fields> all{};
    for (int at = 0; at < revision && at < static_cast<int>(log.size()); ++at) {
        const Op &op = log[static_cast<size_t>(at)].op;
        all[static_cast<size_t>(op.field)] = op.id;
    }
    return all;
}

wire::EditSettled settled(const Ack &ack, const HubModel &hub)
{
    wire::EditSettled event;
    event.edit = editId(ack.op);
    event.revision = ack.revision;
    event.verdict = ack.verdict == Verdict::Conflict ? wire::EditSettled::Verdict::Conflict
        : ack.verdict == Verdict::Rebased            ? wire::EditSettled::Verdict::Rebased
                                                     : wire::EditSettled::Verdict::Applied;
    if (ack.verdict == Verdict::Conflict) {
        const auto values = hub.values(hub.revision());
        QJsonObject current;
        for (int field = 0; field < fields; ++field)
            current.insert(fieldName(field), values[static_cast<size_t>(field)]);
        event.current = current;
    }
    return event;
}

} // namespace

/// The outbox of one client as its courier sees it.
class World::Desk final : public session::EditDesk
{
public:
    Desk(World &world, Client &client)
        : m_world(world)
        , m_client(client)
    {
    }
    const store::State &state() const override { return m_client.state; }
    Instant now() const override { return m_world.m_now; }
    void setFate(const EditId &id, Fate fate, const QString &reason) override
    {
        store::setFate(m_client.state, id, fate, reason, { m_world.m_now, {} }, m_changes);
    }
    void unsent(const EditId &id) override
    {
        store::unsent(m_client.state, id, { m_world.m_now, {} }, m_changes);
    }
    void hold(const EditId &id, store::Hold why) override
    {
        store::hold(m_client.state, id, why, { m_world.m_now, {} }, m_changes);
    }
    void setBase(const EditId &id, qint64 base) override
    {
        store::setBase(m_client.state, id, base, m_changes);
    }
    void setClash(const EditId &id, const store::Clash &clash) override
    {
        store::setClash(m_client.state, id, clash, { m_world.m_now, {} }, m_changes);
    }

private:
    World &m_world;
    Client &m_client;
    store::Changes m_changes;
};

World::World(const Budget &budget, Mutant mutant)
    : m_budget(budget)
    , m_mutant(mutant)
{
    m_clients.resize(static_cast<size_t>(budget.clients));
    Client first;
    first.state = firstState();
    first.link = firstLink();
    for (auto &client : m_clients)
        client = std::make_shared<Client>(first);
    for (int at = 0; at < budget.clients; ++at) {
        feed(at, link::UserConnect{});
        if (!budget.isConnected)
            continue;
        take({ Step::OpenSocket, at });
        while (!own(at).down.empty() || !own(at).up.empty())
            take({ own(at).up.empty() ? Step::ToClient : Step::ToHub, at });
    }
}

// What only this moment has; moments share the clients that did nothing.
Client &World::own(int at)
{
    auto &client = m_clients[static_cast<size_t>(at)];
    if (client.use_count() > 1)
        client = std::make_shared<Client>(*client);
    client->print = {};
    return *client;
}

void World::withCourier(int at, const std::function<void(session::Courier &)> &call)
{
    Client &client = own(at);
    Desk desk(*this, client);
    session::Courier courier(desk, hubId, policy(), [&](const wire::Command &command) {
        if (const auto *ask = std::get_if<wire::AskStatus>(&command)) {
            client.up.push_back(AskAbout{ opOf(ask->edit) });
            return;
        }
        const auto &run = std::get<wire::RunAction>(command);
        Publish message;
        message.op.id = opOf(run.edit);
        message.op.field = run.arguments.begin().key().sliced(1).toInt();
        message.op.base = static_cast<int>(run.base);
        message.op.before = run.before.value(run.arguments.begin().key()).toInt();
        if (m_mutant == Mutant::LateBase) {
            const wire::Item *item = shownItem(client.state);
            message.op.base = item ? static_cast<int>(item->revision) : 0;
            message.op.before
                = item ? wire::fieldOf(*item, fieldName(message.op.field)).toInt() : 0;
        }
        client.up.push_back(message);
    });
    courier.restore(client.courier);
    call(courier);
    client.courier = courier.memory();
    client.state.activities.clear();
    lookAt(at);
}

void World::feed(int at, const link::Input &input)
{
    Client &client = own(at);
    auto [next, effects] = link::step(client.link, input, policy().link, m_now);
    client.link = next;
    obey(at, effects);
    settleConnection(at);
}

void World::obey(int at, const link::Effects &effects)
{
    Client &client = own(at);
    for (const link::Effect &effect : effects) {
        std::visit(overloaded{
                       [&](const link::OpenSocket &) {},
                       [&](const link::AbortSocket &) {
                           client.open = false;
                           client.subscribed = false;
                           client.up.clear();
                           client.down.clear();
                       },
                       [&](const link::CloseSocket &) {},
                       [&](const link::SendPing &) {},
                       [&](const link::StartResume &) {
                           client.resumer.start({ channel }, m_now);
                           const wire::Position from = client.resumer.position(channel);
                           const int epoch
                               = from.epoch.isEmpty() ? 0 : from.epoch.sliced(1).toInt();
                           client.up.push_back(Subscribe{ epoch, static_cast<int>(from.seq) });
                       },
                       [&](const link::Poll &) {},
                       [&](const link::StopPolling &) {},
                       [&](const link::ForgetPositions &) { client.resumer.forget(); },
                   },
                   effect);
    }
}

// As the session does: the courier may send while the connection is usable.
void World::settleConnection(int at)
{
    Client &client = own(at);
    const bool usable = client.link.phase == link::Phase::Live;
    if (usable == client.connected)
        return;
    client.connected = usable;
    withCourier(at, [usable](session::Courier &courier) { courier.setConnected(usable); });
}

wire::Item World::item(int epoch, int revision) const
{
    const auto &log = epoch == m_hub.durable.epoch ? m_hub.durable.log
                                                   : m_histories[static_cast<size_t>(epoch - 1)];
    const auto values = valuesOf(log, revision);
    wire::Item item;
    item.kind = kind;
    item.id = ItemId{ brand };
    item.name = brand;
    item.revision = revision;
    for (int field = 0; field < fields; ++field) {
        if (values[static_cast<size_t>(field)] != 0)
            item.fields.push_back({ fieldName(field), values[static_cast<size_t>(field)] });
    }
    return item;
}

void World::onUp(Client &client, const Up &message)
{
    std::visit(overloaded{
                   [&](const Subscribe &m) {
                       client.subscribed = true;
                       const int head = m_hub.revision();
                       const bool sameEpoch
                           = m_mutant == Mutant::EpochIgnored || m.epoch == m_hub.durable.epoch;
                       const bool recovered = m.epoch != 0 && sameEpoch && m.seq <= head;
                       client.down.push_back(Subscribed{ m_hub.durable.epoch, head, recovered });
                       if (!recovered) {
                           client.down.push_back(Snapshot{ m_hub.durable.epoch, head });
                           return;
                       }
                       for (int seq = m.seq + 1; seq <= head; ++seq)
                           client.down.push_back(News{ m_hub.durable.epoch, seq });
                   },
                   [&](const Publish &m) {
                       const int before = m_hub.revision();
                       const Ack ack = m_hub.publish(m.op, m_mutant);
                       client.down.push_back(ack);
                       if (m_hub.revision() != before)
                           broadcast(m_hub.revision());
                   },
                   [&](const AskAbout &m) {
                       if (const auto known = m_hub.verdict(m.op))
                           client.down.push_back(*known);
                       else
                           client.down.push_back(Unknown{ m.op });
                   },
               },
               message);
}

void World::broadcast(int seq)
{
    for (int at = 0; at < m_budget.clients; ++at) {
        Client &client = own(at);
        client.told = 0;
        if (client.open && client.subscribed)
            client.down.push_back(News{ m_hub.durable.epoch, seq });
    }
}

void World::onDown(int at, const Down &message)
{
    Client &client = own(at);
    const auto named
        = [this](int epoch) { return epochName(m_mutant == Mutant::EpochIgnored ? 1 : epoch); };
    feed(at, link::Heard{ client.link.attempt });
    std::visit(
        overloaded{
            [&](const Welcome &) {
                client.epoch = m_hub.durable.epoch;
                feed(at, link::GreetedIn{ client.link.attempt });
            },
            [&](const Subscribed &m) {
                const bool believed = client.resumer.subscribed(
                    { { channel, named(m.epoch), m.seq }, m.recovered }, m_now);
                if (m.recovered && believed)
                    apply(at, { wire::ListConfirmed{ kind } });
            },
            [&](const Snapshot &m) {
                wire::Message whole;
                whole.stamp = wire::Stamp{
                    wire::Stamp::Kind::SnapshotPart, channel, named(m.epoch), m.seq, 1, 1
                };
                wire::ItemsReplaced list{ kind, {} };
                if (m.seq > 0) {
                    list.items.push_back(item(m.epoch, m.seq));
                    list.items.back().whole = true;
                }
                whole.events.emplace_back(std::move(list));
                apply(at, client.resumer.take(std::move(whole), m_now));
            },
            [&](const News &m) {
                wire::Message one;
                one.stamp = wire::Stamp{ wire::Stamp::Kind::Single, channel, {}, m.seq, 1, 1 };
                wire::ItemSeen seen{ item(m.epoch, m.seq) };
                const auto &log = m.epoch == m_hub.durable.epoch
                    ? m_hub.durable.log
                    : m_histories[static_cast<size_t>(m.epoch - 1)];
                const QString changed = fieldName(log[static_cast<size_t>(m.seq - 1)].op.field);
                std::erase_if(seen.item.fields,
                              [&](const wire::Metadatum &datum) { return datum.field != changed; });
                one.events.emplace_back(std::move(seen));
                if (m_mutant == Mutant::NoGapCheck)
                    one.stamp->seq = client.resumer.position(channel).seq + 1;
                apply(at, client.resumer.take(std::move(one), m_now));
            },
            [&](const Ack &m) { apply(at, { settled(m, m_hub) }); },
            [&](const Heads &m) {
                if (m_mutant != Mutant::NoHeads)
                    client.resumer.heads({ { { channel, named(m.epoch), m.seq } } }, m_now);
            },
            [&](const Unknown &m) {
                withCourier(at, [&](session::Courier &courier) { courier.unsent(editId(m.op)); });
            },
        },
        message);
    checkResumed(at);
}

void World::apply(int at, std::vector<wire::Event> events)
{
    Client &client = own(at);
    store::Changes changes;
    for (const wire::Event &event : events) {
        store::reduce(client.state, hubId, event, { m_now, {} }, changes);
        if (const auto *verdict = std::get_if<wire::EditSettled>(&event))
            withCourier(at, [&](session::Courier &courier) { courier.settled(*verdict); });
    }
    client.state.activities.clear();
    lookAt(at);
}

void World::checkResumed(int at)
{
    Client &client = own(at);
    if (client.link.stage == link::Stage::Resuming && client.resumer.complete())
        feed(at, link::Resumed{ client.link.attempt });
}

// What people were told: it must stay true.
void World::lookAt(int at)
{
    Client &client = own(at);
    for (Client::Shown &shown : client.shown) {
        const store::Edit *edit = find(client.state.edits, shown.op);
        if (!edit || !store::isSettled(edit->fate))
            continue;
        const int fate = edit->fate == Fate::Accepted ? 1 : 2;
        // What went with a backup may be answered anew, after a kill that ate the first answer.
        const bool isLost = std::ranges::find(m_hub.lostOps, shown.op) != m_hub.lostOps.end();
        if (shown.fate != 0 && shown.fate != fate && !isLost)
            m_broken = u"I1: op %1 was shown with two ends"_s.arg(shown.op);
        shown.fate = fate;
    }
}

} // namespace fw::explore
