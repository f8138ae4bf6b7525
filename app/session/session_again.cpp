// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a session takes over from an earlier run, whose edits it sends, and edits that go again.
#include "session/session_private.h"

#include "store/outbox.h"

#include <algorithm>

namespace fw::session {

using store::Fate;

// Rows, edits and positions of an earlier run belong together: with only a part of them known, what
// the server tells would be taken for all there is.
void Session::Private::connectWorker()
{
    waitsForStore = !store.isLoaded();
    if (waitsForStore)
        return;
    if (!std::exchange(hasRestored, true))
        post([positions = store.state().positions.value(profile.id)](Worker &target) {
            target.restore(positions);
        });
    post([](Worker &target) { target.connectNow(); });
}

QString Session::Private::account() const
{
    const store::ServerState *known = store.state().server(profile.id);
    return known ? known->account : QString();
}

void Session::Private::useAccount()
{
    if (courier)
        courier->setAccount(account());
}

// A server that does not say who signed in: whoever it is, it need not be the one of before.
void Session::Private::noteSignIn(const Expected<QString> &who)
{
    const store::ServerState *known = store.state().server(profile.id);
    if (!who || !who->isEmpty() || !known || known->account.isEmpty())
        return;
    store::ServerState server = *known;
    server.account.clear();
    store.setServer(server);
    useAccount();
}

void Session::Private::goAgain(const EditId &edit)
{
    const auto &edits = store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    if (known == edits.end())
        return;
    if (known->fate == Fate::Held)
        store.release(edit);
    else if (known->fate == Fate::NoAnswer)
        store.setFate(edit, Fate::Queued);
    if (courier)
        courier->pump();
}

void Session::Private::onReread(const EditId &edit, const std::optional<Failure> &trouble)
{
    if (!trouble)
        return goAgain(edit);
    const auto &edits = store.state().edits;
    const auto known = std::ranges::find(edits, edit, &store::Edit::id);
    if (known != edits.end() && known->fate == Fate::NoAnswer)
        store.setFate(edit, Fate::NoAnswer, trouble->detail);
}

} // namespace fw::session
