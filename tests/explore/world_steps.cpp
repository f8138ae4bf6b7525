// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What may happen next, what happens then, and what must hold at every moment.
#include "explore/world.h"

#include "base/overloaded.h"
#include "store/outbox.h"
#include "store/overlay.h"

#include <algorithm>

namespace fw::explore {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::Fate;

namespace {

const ServerId hubId{ u"hub"_s };
const QString channel = u"brand:config"_s;
const store::ItemKey brandKey{ hubId, u"brand"_s, ItemId{ u"b"_s } };
constexpr Millis oneWait = 11s; // longer than every patience of a live connection but the last

QString fieldName(int field)
{
    return u"f%1"_s.arg(field);
}

int shownValue(const store::State &state, int field)
{
    if (const auto pending = store::pendingField(state, brandKey, fieldName(field)))
        return pending->toInt();
    const store::ItemEntry *entry = state.find(brandKey);
    return entry ? wire::fieldOf(entry->item, fieldName(field)).toInt() : 0;
}

int serverValue(const store::State &state, int field)
{
    const store::ItemEntry *entry = state.find(brandKey);
    return entry ? wire::fieldOf(entry->item, fieldName(field)).toInt() : 0;
}

bool isDraft(const store::Edit &edit)
{
    return edit.fate == Fate::Draft;
}

bool isRecovered(const store::Edit &edit)
{
    return edit.fate == Fate::Held && edit.hold == store::Hold::Recovered;
}

// The disk is behind what came from the hub.
bool isAhead(const Client &client)
{
    return client.resumer.lasting() != client.diskPositions;
}

class Printer
{
public:
    template <class... Numbers> void numbers(Numbers... all)
    {
        (m_bytes.append(static_cast<char>(static_cast<int>(all))), ...);
    }
    void text(const QByteArray &bytes)
    {
        m_bytes += bytes;
        m_bytes += '\0';
    }
    void print(const Print &one)
    {
        m_bytes.append(reinterpret_cast<const char *>(&one), sizeof one); // NOLINT
    }
    void log(const std::vector<Entry> &entries)
    {
        numbers(entries.size());
        for (const Entry &entry : entries)
            op(entry.op);
    }
    void time(const std::optional<Instant> &at)
    {
        const qint64 ticks = at ? at->time_since_epoch().count() : -1;
        m_bytes.append(reinterpret_cast<const char *>(&ticks), sizeof ticks); // NOLINT
    }
    void op(const Op &one) { numbers(one.id, one.field, one.base, one.before); }
    void durable(const HubModel::Durable &all)
    {
        numbers(all.epoch);
        log(all.log);
        numbers(all.verdicts.size());
        for (const Ack &ack : all.verdicts)
            numbers(ack.op, ack.verdict, ack.revision);
    }
    void edits(const std::vector<store::Edit> &all)
    {
        numbers(all.size());
        for (const store::Edit &edit : all) {
            const auto &run = std::get<wire::RunAction>(edit.command);
            text(edit.id.text.toLatin1());
            text(run.after.text.toLatin1());
            numbers(edit.fate, edit.hold, edit.tries, edit.revision, run.base,
                    run.arguments.begin().key().back().digitValue(),
                    run.before.isEmpty() ? 0 : run.before.begin()->toInt());
        }
    }
    void message(const Up &one)
    {
        numbers(one.index());
        std::visit(overloaded{ [this](const Subscribe &m) { numbers(m.epoch, m.seq); },
                               [this](const Publish &m) { op(m.op); },
                               [this](const AskAbout &m) { numbers(m.op); } },
                   one);
    }
    void message(const Down &one)
    {
        numbers(one.index());
        std::visit(
            overloaded{ [](const Welcome &) {},
                        [this](const Subscribed &m) { numbers(m.epoch, m.seq, m.recovered); },
                        [this](const Ack &m) { numbers(m.op, m.verdict, m.revision); },
                        [this](const Unknown &m) { numbers(m.op); },
                        [this](const auto &m) { numbers(m.epoch, m.seq); } },
            one);
    }
    /// \a mayDie: what is on its disk matters.
    void client(const Client &one, bool mayDie)
    {
        if (mayDie) {
            edits(one.disk);
            numbers(one.diskItems.empty() ? 0 : one.diskItems.front().item.revision + 1);
            for (const wire::Position &at : one.diskPositions) {
                text(at.epoch.toLatin1());
                numbers(at.seq);
            }
        }
        edits(one.state.edits);
        for (int field = 0; field < fields; ++field)
            numbers(serverValue(one.state, field));
        const store::ItemEntry *entry = one.state.find(brandKey);
        numbers(entry ? entry->item.revision : -1);
        numbers(one.link.phase, one.link.stage, one.link.failures, one.link.diedBefore);
        text(one.resumer.fingerprint());
        QStringList ways;
        for (auto way = one.courier.underWay.begin(); way != one.courier.underWay.end(); ++way)
            ways.append(way.key().text + (way->asked ? u'?' : u'.'));
        ways.sort();
        text(ways.join(u' ').toLatin1());
        for (const QString &way : std::as_const(ways))
            time(one.courier.underWay.value(EditId{ way.chopped(1) }).sent);
        for (const auto &at : { one.link.retryAt, one.link.stageBy, one.link.stableAt })
            time(at);
        time(one.courier.holdUntil);
        numbers(one.connected, one.epoch, one.open, one.subscribed, one.told, one.made,
                one.up.size(), one.down.size());
        for (const Up &m : one.up)
            message(m);
        for (const Down &m : one.down)
            message(m);
        for (const Client::Shown &shown : one.shown)
            numbers(shown.op, shown.seen, shown.epoch, shown.kept, shown.fate);
    }
    QByteArray bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace

std::vector<World::Step> World::steps() const
{
    std::vector<Step> all;
    for (int at = 0; at < m_budget.clients; ++at) {
        const Client &client = *m_clients[static_cast<size_t>(at)];
        const auto add = [&](Step::Kind kind, int value = 0) {
            all.push_back({ kind, at, value });
        };
        if (client.link.stage == link::Stage::Connecting && !client.open)
            add(Step::OpenSocket);
        if (client.made < m_budget.edits) {
            for (int field = 0; field < fields; ++field)
                add(Step::Edit, field);
        }
        const auto &edits = client.state.edits;
        const bool mayDie = m_budget.clientKills > 0;
        if (std::ranges::any_of(edits, isDraft) || (mayDie && client.disk != edits))
            add(Step::Write);
        if (mayDie && m_budget.keeps > 0 && isAhead(client))
            add(Step::Keep);
        if (std::ranges::any_of(edits, isRecovered))
            add(Step::Release);
        if (!client.up.empty())
            add(Step::ToHub);
        if (!client.down.empty()) {
            add(Step::ToClient);
            if (m_budget.lost > 0)
                add(Step::Lose);
            if (m_budget.doubled > 0)
                add(Step::Double);
        }
        if (client.open && m_budget.cuts > 0)
            add(Step::Cut);
        if (m_budget.clientKills > 0)
            add(Step::KillClient);
        if (client.open && client.subscribed && m_budget.heartbeats > 0)
            add(Step::Heartbeat);
        const bool impatient = !client.courier.underWay.isEmpty() || client.courier.holdUntil
            || client.resumer.wantsLook() || client.link.stageBy;
        if (client.link.phase == link::Phase::Backoff || (impatient && m_budget.waits > 0))
            add(Step::Wait);
    }
    if (m_budget.hubKills > 0)
        all.push_back({ Step::KillHub });
    if (m_budget.restores > 0)
        all.push_back({ m_hub.backup ? Step::Restore : Step::Backup });
    return all;
}

void World::take(const Step &step)
{
    const int at = step.client;
    switch (step.kind) {
    case Step::OpenSocket:
        own(at).open = true;
        own(at).down.push_back(Welcome{});
        feed(at, link::Opened{ own(at).link.attempt, true });
        return;
    case Step::Edit:
        return edit(at, step.value);
    case Step::Write:
        return write(at);
    case Step::Keep:
        --m_budget.keeps;
        return keep(at);
    case Step::Release:
        return release(at);
    case Step::ToHub: {
        Client &client = own(at);
        const Up message = client.up.front();
        client.up.pop_front();
        return onUp(client, message);
    }
    case Step::ToClient: {
        const Down message = own(at).down.front();
        own(at).down.pop_front();
        onDown(at, message);
        const auto *heads = std::get_if<Heads>(&message);
        if (heads && heads->seq == m_hub.revision() && heads->epoch == m_hub.durable.epoch)
            own(at).told = 1;
        return;
    }
    case Step::Lose:
        --m_budget.lost;
        return own(at).down.pop_front();
    case Step::Double:
        --m_budget.doubled;
        return own(at).down.push_front(Down(own(at).down.front()));
    case Step::Cut:
        --m_budget.cuts;
        return cut(at);
    case Step::KillClient:
        --m_budget.clientKills;
        return killClient(at);
    case Step::KillHub:
        --m_budget.hubKills;
        return killHub();
    case Step::Heartbeat:
        --m_budget.heartbeats;
        return own(at).down.push_back(Heads{ m_hub.durable.epoch, m_hub.revision() });
    case Step::Wait:
        return wait(at);
    case Step::Backup:
        m_hub.backup = m_hub.durable;
        return;
    case Step::Restore:
        --m_budget.restores;
        m_histories.push_back(m_hub.durable.log);
        m_hub.restoreBackup();
        return killHub();
    }
}

void World::cut(int at)
{
    Client &client = own(at);
    client.open = false;
    client.subscribed = false;
    client.told = 0;
    client.up.clear();
    client.down.clear();
    link::Cause cause;
    cause.kind = link::Cause::Kind::Lost;
    feed(at, link::Gone{ client.link.attempt, cause });
}

void World::killHub()
{
    m_hub.kill(m_mutant);
    for (int at = 0; at < m_budget.clients; ++at) {
        own(at).told = 0;
        if (own(at).open)
            cut(at);
    }
}

// What is on the disk is all there is; the run did not end by itself.
void World::killClient(int at)
{
    Client &client = own(at);
    Client next;
    next.state.servers = client.state.servers;
    next.link.canPoll = false;
    next.made = client.made;
    next.disk = client.disk;
    next.diskItems = client.diskItems;
    next.diskPositions = client.diskPositions;
    std::ranges::copy_if(client.shown, std::back_inserter(next.shown), &Client::Shown::kept);
    store::Changes changes;
    store::adoptItems(next.state, next.diskItems, changes);
    store::adoptPositions(next.state, { { hubId, next.diskPositions } });
    store::adoptEdits(next.state, next.disk, changes, { true, {} });
    next.resumer.restore(next.state.positions.value(hubId));
    next.state.activities.clear();
    client = std::move(next);
    if (m_budget.clientKills == 0) { // disks do not matter any more: moments look more alike
        for (int each = 0; each < m_budget.clients; ++each)
            own(each);
    }
    feed(at, link::UserConnect{});
    lookAt(at);
}

void World::edit(int at, int field)
{
    Client &client = own(at);
    const int op = (at + 1) * 10 + ++client.made;
    wire::RunAction run;
    run.edit = EditId{ u"op%1"_s.arg(op) };
    run.action = u"brand.set"_s;
    run.target = brandKey.item.text;
    run.arguments.insert(fieldName(field), op);
    client.shown.push_back({ op, shownValue(client.state, field), client.epoch, false, 0 });
    store::Edit edit;
    edit.id = run.edit;
    edit.server = hubId;
    edit.lane = u"on:b"_s;
    edit.command = store::based(client.state, hubId, run);
    edit.fate = Fate::Draft;
    store::Changes changes;
    store::propose(client.state, std::move(edit), changes);
}

// What the journal is told is on the disk; from then on an edit counts as kept.
void World::write(int at)
{
    Client &client = own(at);
    if (m_mutant != Mutant::OutboxInMemory)
        client.disk = client.state.edits;
    store::Changes changes;
    for (size_t i = 0; i < client.state.edits.size(); ++i) {
        if (isDraft(client.state.edits[i]))
            store::setFate(client.state, client.state.edits[i].id, Fate::Queued, {}, { m_now, {} },
                           changes);
    }
    for (Client::Shown &shown : client.shown)
        shown.kept = true;
    withCourier(at, [](session::Courier &courier) { courier.pump(); });
}

void World::keep(int at)
{
    Client &client = own(at);
    client.diskPositions = client.resumer.lasting();
    if (m_mutant == Mutant::TornKeep)
        return;
    client.diskItems = client.state.items;
    for (store::ItemEntry &entry : client.diskItems)
        entry.confirmed = false;
}

void World::release(int at)
{
    Client &client = own(at);
    QSet<EditId> held;
    for (const store::Edit &edit : client.state.edits) {
        if (isRecovered(edit))
            held.insert(edit.id);
    }
    // A refusal that was on the screen and not yet on the disk is open again, once a person lets
    // the edit go once more.
    for (Client::Shown &shown : client.shown) {
        if (shown.fate == 2 && held.contains(EditId{ u"op%1"_s.arg(shown.op) }))
            shown.fate = 0;
    }
    store::Changes changes;
    store::release(client.state, held, changes);
    withCourier(at, [](session::Courier &courier) { courier.pump(); });
}

void World::wait(int at)
{
    Client &client = own(at);
    if (client.link.phase == link::Phase::Backoff && client.link.retryAt) {
        m_now = std::max(m_now, *client.link.retryAt);
        return feed(at, link::Elapsed{});
    }
    --m_budget.waits;
    m_now += oneWait;
    feed(at, link::Elapsed{});
    withCourier(at, [](session::Courier &courier) { courier.tick(); });
    if (client.link.phase != link::Phase::Live)
        return;
    for (const wire::Position &from : client.resumer.due(m_now)) {
        const int epoch = from.epoch.isEmpty() ? 0 : std::max(from.epoch.sliced(1).toInt(), 1);
        client.up.push_back(Subscribe{ epoch, static_cast<int>(from.seq) });
    }
}

QString World::broken() const
{
    if (!m_broken.isEmpty())
        return m_broken;
    const auto &log = m_hub.durable.log;
    for (size_t at = 0; at < log.size(); ++at) {
        const int id = log[at].op.id;
        for (size_t next = at + 1; next < log.size(); ++next) {
            if (log[next].op.id == id)
                return u"I3: op %1 was done twice"_s.arg(id);
        }
        const auto &shown = m_clients[static_cast<size_t>(id / 10 - 1)]->shown;
        const auto author = std::ranges::find(shown, id, &Client::Shown::op);
        if (author != shown.end() && author->seen != log[at].replaced)
            return u"I5: op %1 replaced %2 unseen, its author saw %3"_s.arg(id)
                .arg(log[at].replaced)
                .arg(author->seen);
    }
    for (const auto &client : m_clients) {
        if (QString what = brokenOf(*client); !what.isEmpty())
            return what;
    }
    return {};
}

QString World::brokenOf(const Client &client) const
{
    const auto &log = m_hub.durable.log;
    for (const Client::Shown &shown : client.shown) {
        const QString id = QString::number(shown.op);
        const auto done = [&shown](const Entry &entry) { return entry.op.id == shown.op; };
        const bool isDone = std::ranges::any_of(log, done);
        const bool isKnown = std::ranges::any_of(client.state.edits, [&](const store::Edit &edit) {
            return edit.id.text == u"op"_s + id;
        });
        if (shown.kept && !isKnown)
            return u"I1: op %1 was told to be kept and is gone"_s.arg(id);
        const bool wasLost = std::ranges::find(m_hub.lostOps, shown.op) != m_hub.lostOps.end();
        if (shown.fate == 1 && !isDone && !wasLost)
            return u"I2: op %1 was shown as accepted and is not in the log"_s.arg(id);
        if (shown.fate == 2 && isDone)
            return u"I4: op %1 was shown as not taken and is in the log"_s.arg(id);
    }
    std::array<int, fields> seen{};
    for (int field = 0; field < fields; ++field)
        seen[static_cast<size_t>(field)] = serverValue(client.state, field);
    const wire::Position at = client.resumer.position(channel);
    const int epoch = at.epoch.isEmpty() || at.epoch.size() < 2 ? 0 : at.epoch.sliced(1).toInt();
    if (epoch > 0) {
        const auto &history = epoch == m_hub.durable.epoch
            ? m_hub.durable.log
            : m_histories[static_cast<size_t>(epoch - 1)];
        std::array<int, fields> then{};
        for (qsizetype i = 0; i < at.seq && i < static_cast<qsizetype>(history.size()); ++i) {
            const Op &op = history[static_cast<size_t>(i)].op;
            then[static_cast<size_t>(op.field)] = op.id;
        }
        if (seen != then)
            return u"I6: a client at %1/%2 shows something else than that moment"_s.arg(at.epoch)
                .arg(at.seq);
    }
    const bool quiet = client.link.phase == link::Phase::Live && client.open && client.told > 0
        && client.up.empty() && client.down.empty() && !client.resumer.wantsLook();
    if (quiet && seen != m_hub.values(m_hub.revision()))
        return u"I7: a client is quiet, told the heads, and shows old values"_s;
    return {};
}

int World::ended() const
{
    int count = 0;
    for (const auto &client : m_clients) {
        for (const Client::Shown &shown : client->shown)
            count += shown.fate != 0;
    }
    return count;
}

Print World::print() const
{
    Printer out;
    out.durable(m_hub.durable);
    out.numbers(m_hub.backup.has_value(), m_hub.restored);
    if (m_hub.backup)
        out.durable(*m_hub.backup);
    for (const int op : m_hub.lostOps)
        out.numbers(op);
    for (const auto &history : m_histories)
        out.log(history);
    out.time(m_now);
    for (const auto &client : m_clients) {
        if (client->print == Print{}) {
            Printer own;
            own.client(*client, m_budget.clientKills > 0);
            client->print = printOf(own.bytes());
        }
        out.print(client->print);
    }
    out.numbers(m_budget.cuts, m_budget.hubKills, m_budget.clientKills, m_budget.lost,
                m_budget.doubled, m_budget.restores, m_budget.heartbeats, m_budget.waits,
                m_budget.keeps);
    return printOf(out.bytes());
}

QString World::text(const Step &step)
{
    static constexpr const char *words[]
        = { "socket opens",  "edits field",    "disk written",    "rows kept",
            "edits let go",  "message to hub", "message arrives", "message lost",
            "message twice", "connection cut", "client killed",   "hub killed",
            "heartbeat",     "time passes",    "backup made",     "backup put back" };
    const QString word = QString::fromLatin1(words[step.kind]);
    return step.kind == Step::Edit
        ? u"%1 %2 (client %3)"_s.arg(word).arg(step.value).arg(step.client)
        : u"%1 (client %2)"_s.arg(word).arg(step.client);
}

} // namespace fw::explore
