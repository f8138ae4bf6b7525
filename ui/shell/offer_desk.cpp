// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/offer_desk.h"

#include "store/outbox.h"
#include "ui/common/confirm_dialog.h"
#include "ui/common/field_form.h"
#include "ui/shell/offer_dialog.h"

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;

QString callText(const OfferCall &call)
{
    const QString verb = offerVerb(call.offer);
    if (call.offer.target.isEmpty() || call.targets.empty())
        return verb;
    if (call.targets.size() == 1)
        return OfferDesk::tr("%1: %2", "an action, then what it is done to")
            .arg(verb, call.targets.front().name);
    return OfferDesk::tr("%1: %n selected", "an action, then how many it is done to",
                         int(call.targets.size()))
        .arg(verb);
}

QString callWarning(const OfferCall &call)
{
    QStringList sentences;
    if (!call.offer.warning.isEmpty())
        sentences << offerText(call.offer.warning);
    if (call.offer.slow && call.targets.size() > 1)
        sentences << OfferDesk::tr("They go one after the other; each may take a while.");
    return sentences.join(u' ');
}

OfferDesk::OfferDesk(const store::Store &store, session::Sessions &sessions, QWidget *window)
    : QObject(window)
    , m_store(store)
    , m_sessions(sessions)
    , m_window(window)
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits && !m_open.isEmpty())
            lookAtEdits();
    });
}

void OfferDesk::setTrouble(const QString &why)
{
    if (m_trouble == why)
        return;
    m_trouble = why;
    Q_EMIT troubleChanged();
}

void OfferDesk::run(const OfferCall &call)
{
    if (call.targets.empty())
        return;
    if (!call.offer.fields.empty())
        fillIn(call);
    else if (!callWarning(call).isEmpty())
        confirm(call);
    else
        send(call, {});
}

void OfferDesk::confirm(const OfferCall &call)
{
    const QString verb = offerVerb(call.offer);
    const int count = int(call.targets.size());
    Confirmation what;
    what.title = tr("%1?", "a confirmation: an action as a question").arg(callText(call));
    what.consequence = callWarning(call);
    for (const OfferTarget &target : call.targets) {
        if (!target.name.isEmpty())
            what.objects << target.name;
    }
    if (what.objects.isEmpty()) {
        const session::Session *session = m_sessions.find(call.server);
        what.objects << (session ? session->profile().name : call.server.text);
    }
    what.go = count > 1 ? tr("%1 (%2)", "a button: an action, and to how many").arg(verb).arg(count)
                        : verb;
    what.go.replace(u'&', u"&&"_s);
    what.stay = tr("&Leave as it is");
    auto *dialog = new ConfirmDialog(what, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, call] { send(call, {}); });
    dialog->open();
}

void OfferDesk::fillIn(const OfferCall &call)
{
    const session::Session *session = m_sessions.find(call.server);
    auto *dialog = new OfferDialog(call, session ? session->profile().name : QString(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, call, dialog] { send(call, dialog->arguments()); });
    dialog->open();
}

void OfferDesk::send(const OfferCall &call, const QJsonObject &arguments)
{
    session::Session *session = m_sessions.find(call.server);
    if (!session)
        return Q_EMIT refused(callText(call), tr("The server is not connected any more."));
    if (!m_trouble.isEmpty())
        return Q_EMIT refused(callText(call), m_trouble);
    for (const OfferTarget &target : call.targets) {
        const EditId edit
            = session->send(wire::RunAction{ {}, call.offer.name, target.id, arguments });
        m_open.insert(edit, callText({ call.server, call.offer, { target } }));
    }
    Q_EMIT said(tr("%1: sent to %2", "an action, then the server")
                    .arg(callText(call), session->profile().name));
    lookAtEdits(); // some are refused before they leave
}

void OfferDesk::lookAtEdits()
{
    std::vector<store::Edit> ended;
    for (const store::Edit &edit : m_store.state().edits) {
        if (m_open.contains(edit.id) && store::isSettled(edit.fate))
            ended.push_back(edit);
    }
    for (const store::Edit &edit : ended) {
        const QString what = m_open.take(edit.id);
        if (edit.fate == store::Fate::Conflict)
            Q_EMIT conflicted(what, edit.reason);
        else if (edit.fate != store::Fate::Accepted)
            Q_EMIT refused(what, edit.reason);
    }
}

} // namespace fw::ui
