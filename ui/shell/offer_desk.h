// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "ui/shell/offer_gate.h"

#include <QHash>
#include <QObject>

namespace fw::ui {

/// One offer for frozen targets: what is selected later does not change what is sent.
struct OfferCall
{
    ServerId server;
    wire::ActionOffer offer;
    std::vector<OfferTarget> targets;
};

/// Does what a server offers: asks what has to be known or confirmed, sends, and tells when the
/// server refused, in its words. Knows no action by name.
class OfferDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a window is the parent of dialogs; all outlive this.
    OfferDesk(const store::Store &store, session::Sessions &sessions, QWidget *window);

    /// At once, after a confirmation, or after a form: as the offer wants it.
    void run(const OfferCall &call);
    /// Nothing can be done now, for this reason; empty: it can.
    void setTrouble(const QString &why);
    QString trouble() const { return m_trouble; }

Q_SIGNALS:
    void troubleChanged();
    void said(const QString &text);
    /// \a what was asked for: "Rotate harbour.jpg"; \a reason in the server's own words.
    void refused(const QString &what, const QString &reason);
    /// Others changed the same meanwhile: nothing is lost, but a person has to choose.
    void conflicted(const QString &what, const QString &reason);

private:
    void confirm(const OfferCall &call);
    void fillIn(const OfferCall &call);
    void send(const OfferCall &call, const QJsonObject &arguments);
    void lookAtEdits();

    const store::Store &m_store;
    session::Sessions &m_sessions;
    QWidget *m_window;
    QString m_trouble;
    QHash<EditId, QString> m_open; ///< what was asked for, while there is no verdict
};

/// "Rotate harbour.jpg", "Rotate 3", "Upload a picture".
QString callText(const OfferCall &call);
/// "While this runs … One after the other: …": what has to be known before it is done.
QString callWarning(const OfferCall &call);

} // namespace fw::ui
