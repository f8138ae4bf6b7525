// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "store/merge_edit.h"

#include <QObject>
#include <QSet>

#include <functional>
#include <vector>

namespace fw::ui {

/// What a person can do about a change of theirs.
enum class OutboxAct : quint8 { Retry, Resend, Resolve, Hold, Release, RestoreMine, Discard };

/// Does what can be done about changes, and says why something cannot (ux.md 1, rules 3 and 4).
/// Nothing here asks; whatever is replaced or discarded stays in the history.
class OutboxDesk final : public QObject
{
    Q_OBJECT
public:
    /// How many there are to be seen, for the status bar.
    struct Counts
    {
        std::optional<WallTime> oldest; ///< when the oldest of them was made
        int all = 0; ///< open, refused or in conflict, and not put away
        int listed = 0; ///< of those: announced by now (models/fate_face.h)
        int rejected = 0; ///< of those
        int conflicts = 0; ///< of those
        int held = 0; ///< of those
        int recovered = 0; ///< held after an unclean end
        int toRelease = 0; ///< put on hold by a person
        int toHold = 0; ///< wait to be sent
        friend bool operator==(const Counts &, const Counts &) = default;
    };

    OutboxDesk(store::Store &store, session::Sessions &sessions, QObject *parent);

    const store::Edit *find(const EditId &edit) const; ///< null: not known (any more)
    std::vector<store::Edit> list() const; ///< what a person still has to see, oldest first
    Counts counts() const;
    /// "2 changes of ed@a.example wait for that account."; empty: none do.
    QString othersText() const;
    /// What was refused or is in conflict of what was asked of this job or item, newest first.
    std::vector<const store::Edit *> refusedOn(const store::JobKey &job) const;
    std::vector<const store::Edit *> refusedOn(const store::ItemKey &item) const;
    /// "Rotate: harbour.jpg"; the server's label for what it offers.
    QString what(const store::Edit &edit) const;
    /// "Watermark scale 0.9, Logo shape Circle": only what it makes of the fields.
    QString valuesText(const store::Edit &edit) const;

    /// Why \a act cannot be done to \a edit, as a sentence; empty: it can.
    QString refusal(OutboxAct act, const store::Edit &edit) const;
    bool can(OutboxAct act, const EditId &edit) const;
    /// Nothing new can be kept now, for this reason; empty: it can.
    void setTrouble(const QString &why);

    /// Without an answer: the same edit again, so that it is done once. Refused: a new one.
    void retry(const EditId &edit);
    /// The same with other arguments, in its place.
    void resend(const EditId &edit, const QJsonObject &arguments);
    /// What a person made of a conflict, in its place; with nothing of theirs in it the server's
    /// value stands and the edit is put away.
    void resolve(const store::MergeSheet &sheet, const std::vector<store::Side> &sides);
    void takeTheirs(const EditId &edit); ///< the server's value stands; ours stays in the history
    void restoreMine(const EditId &edit); ///< what was theirs in a conflict, once more
    void hold(const EditId &edit);
    void release(const EditId &edit);
    void holdAll(bool on); ///< all that wait to be sent; off: all that a person holds
    void releaseRecovered();
    /// Stops it if it has not ended, and puts it away.
    void discard(const EditId &edit);
    void stop(const EditId &edit); ///< without putting it away

    store::Store &store() const { return m_store; }
    session::Sessions &sessions() const { return m_sessions; }

Q_SIGNALS:
    void changed();
    void troubleChanged();
    /// Why something could not be done after all.
    void said(const QString &text);

private:
    bool isListed(const store::Edit &edit) const;
    std::vector<const store::Edit *>
    refused(const std::function<bool(const store::Edit &)> &fits) const;
    void finishLeaving();
    /// A new edit in place of \a old, which is put away.
    void replace(const store::Edit &old, wire::Command command);
    void putAway(const EditId &edit, const QString &why);
    QString ownRefusal(OutboxAct act, const store::Edit &edit) const;

    store::Store &m_store;
    session::Sessions &m_sessions;
    QString m_trouble;
    QSet<EditId> m_leaving; ///< discarded while on their way: put away when they have ended
};

} // namespace fw::ui
