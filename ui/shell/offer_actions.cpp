// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/offer_actions.h"

#include "ui/common/field_form.h"

#include <QMenu>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::ActionOffer;

OfferActions::OfferActions(const store::Store &store, OfferDesk &desk, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_desk(desk)
{
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        const bool jobs = !changes.changed.empty() || !changes.removed.empty();
        if (changes.servers || !changes.items.empty() || jobs)
            refresh();
    });
    connect(&desk, &OfferDesk::troubleChanged, this, &OfferActions::refresh);
}

void OfferActions::setTarget(const ServerId &server, const QString &kind, const QStringList &ids)
{
    m_server = server;
    m_kind = kind;
    m_ids = ids;
    refresh();
}

std::vector<ActionOffer> OfferActions::offers() const
{
    std::vector<ActionOffer> ours;
    if (const store::ServerState *server = m_store.state().server(m_server))
        std::ranges::copy_if(server->capabilities.offers, std::back_inserter(ours),
                             [this](const ActionOffer &offer) { return offer.target == m_kind; });
    return ours;
}

void OfferActions::refresh()
{
    const std::vector<ActionOffer> now = offers();
    const bool same
        = std::ranges::equal(now, m_actions, [](const ActionOffer &offer, QAction *one) {
              return offer.name == one->objectName();
          });
    if (!same)
        remake(now);
    const std::vector<OfferTarget> targets
        = offerTargets(m_store.state(), m_server, m_kind, m_ids, TargetFields::Without);
    for (size_t i = 0; i < now.size(); ++i)
        show(*m_actions[qsizetype(i)], now[i], targets);
    if (!same)
        Q_EMIT actionsChanged();
}

void OfferActions::remake(const std::vector<ActionOffer> &offers)
{
    for (QAction *old : std::as_const(m_actions)) {
        old->setVisible(false);
        old->deleteLater(); // it may be the one that was just triggered
    }
    m_actions.clear();
    for (const ActionOffer &offer : offers) {
        auto *one = new QAction(this);
        one->setObjectName(offer.name);
        connect(one, &QAction::triggered, this, [this, name = offer.name] { trigger(name); });
        m_actions << one;
    }
}

void OfferActions::show(QAction &action, const ActionOffer &offer,
                        const std::vector<OfferTarget> &targets) const
{
    const store::ServerState *server = m_store.state().server(m_server);
    OfferGate gate = judgeOffer(offer, targets, server ? server->name : m_server.text);
    if (gate.enabled() && !m_desk.trouble().isEmpty())
        gate = { {}, m_desk.trouble() };
    const QString verb = offerVerb(offer);
    action.setText(offerText(offer.label).replace(u'&', u"&&"_s));
    action.setEnabled(gate.enabled());
    const QString usual = gate.targets.size() > 1
        ? tr("%1: %n selected", "an action, then to how many", int(gate.targets.size())).arg(verb)
        : verb;
    action.setToolTip(gate.reason.isEmpty() ? usual : usual + u'\n' + gate.reason);
    action.setStatusTip(gate.reason.isEmpty() ? usual : gate.reason);
}

void OfferActions::trigger(const QString &name)
{
    for (const ActionOffer &offer : offers()) {
        if (offer.name != name)
            continue;
        const OfferGate gate = judgeOffer(
            offer, offerTargets(m_store.state(), m_server, m_kind, m_ids, TargetFields::With), {});
        return m_desk.run({ m_server, offer, gate.targets });
    }
}

QMenu *OfferActions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    menu->addActions(m_actions);
    return menu;
}

} // namespace fw::ui
