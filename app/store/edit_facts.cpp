// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an edit is about, without changing anything.
#include "store/outbox.h"

#include "base/overloaded.h"

#include <algorithm>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

constexpr auto jobTarget = "job"_L1; // ActionOffer::target

} // namespace

bool isSettled(Fate fate)
{
    return fate == Fate::Accepted || fate == Fate::Rejected || fate == Fate::Conflict;
}

bool isOurs(const State &state, const Edit &edit)
{
    if (edit.intent.owner.isEmpty())
        return true;
    const ServerState *server = state.server(edit.server);
    return server && server->account == edit.intent.owner;
}

const wire::ActionOffer *offerOf(const State &state, const ServerId &server, const QString &action)
{
    const ServerState *known = state.server(server);
    if (!known)
        return nullptr;
    const auto &offers = known->capabilities.offers;
    const auto found = std::ranges::find(offers, action, &wire::ActionOffer::name);
    return found == offers.end() ? nullptr : &*found;
}

const wire::ActionOffer *offerOf(const State &state, const Edit &edit)
{
    const auto *run = std::get_if<wire::RunAction>(&edit.command);
    return run ? offerOf(state, edit.server, run->action) : nullptr;
}

JobKey jobOf(const Edit &edit)
{
    if (const auto *control = std::get_if<wire::ControlJob>(&edit.command))
        return { edit.server, control->job };
    return { edit.server, {} };
}

JobKey jobOf(const State &state, const Edit &edit)
{
    const wire::ActionOffer *offer = offerOf(state, edit);
    if (!offer || offer->target != jobTarget)
        return jobOf(edit);
    return { edit.server, JobId{ std::get<wire::RunAction>(edit.command).target } };
}

ItemKey itemOf(const State &state, const Edit &edit)
{
    const wire::ActionOffer *offer = offerOf(state, edit);
    if (!offer || offer->target.isEmpty() || offer->target == jobTarget)
        return { edit.server, {}, {} };
    return { edit.server, offer->target, ItemId{ std::get<wire::RunAction>(edit.command).target } };
}

Edit withoutSecrets(const State &state, const Edit &edit)
{
    const wire::ActionOffer *offer = offerOf(state, edit);
    Edit open = edit;
    if (!offer)
        return open;
    auto &arguments = std::get<wire::RunAction>(open.command).arguments;
    for (const wire::FieldSpec &field : offer->fields) {
        if (field.type == wire::FieldSpec::Type::Secret)
            arguments.remove(field.name);
    }
    return open;
}

EditId editOf(const wire::Command &command)
{
    return std::visit(overloaded{ [](const wire::AddMedia &c) { return c.edit; },
                                  [](const wire::UploadMedia &c) { return c.edit; },
                                  [](const wire::AddSample &c) { return c.edit; },
                                  [](const wire::ControlJob &c) { return c.edit; },
                                  [](const wire::FetchDetail &) { return EditId{}; },
                                  [](const wire::AskStatus &c) { return c.edit; },
                                  [](const wire::RunAction &c) { return c.edit; } },
                      command);
}

QString commandWord(const wire::Command &command)
{
    return std::visit(
        overloaded{ [](const wire::AddMedia &) { return u"add"_s; },
                    [](const wire::UploadMedia &) { return u"upload"_s; },
                    [](const wire::AddSample &) { return u"sample"_s; },
                    [](const wire::ControlJob &c) { return wire::actionWord(c.action); },
                    [](const wire::FetchDetail &) { return u"detail"_s; },
                    [](const wire::AskStatus &) { return u"status"_s; },
                    [](const wire::RunAction &c) { return c.action; } },
        command);
}

} // namespace fw::store
