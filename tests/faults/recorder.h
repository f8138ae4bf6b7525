// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <vector>

namespace fw::faults {

/// Knows everything: what every desk showed, what its journal holds, what the hub's record holds.
/// Checks "nothing lost" as invariants (reliability.md 7.6, I1 to I7).
class Recorder final
{
public:
    /// How edits ended, of all desks since the start.
    struct Counts
    {
        int made = 0;
        int accepted = 0;
        int conflicts = 0;
        int rejected = 0;
        int held = 0; ///< were held at some time
        int steps = 0; ///< in the hub's history
        int compared = 0; ///< states of a channel that two desks had at the same place
        int looks = 0; ///< how often all was checked
    };

    /// One line of desk number \a desk.
    void hear(int desk, const QJsonObject &line);
    /// The hub goes on from an older record: what its history loses from now on is not ours.
    void restored() { m_restored = true; }

    /// What does not hold between what was shown, the hub's database \a record and the desks'
    /// \a journals (by number); empty: all holds. \a quiet: nothing is under way, so every edit
    /// has ended or is held. An empty \a record: the server is none of ours, I1 alone is checked.
    QStringList check(const QString &record, const QStringList &journals, bool quiet);
    /// What differs between the states that desks told and the documents of the hub: \a lanes are
    /// the answers of GET /api/lanes for both channels.
    QStringList compare(const QList<QJsonObject> &desks, const QList<QJsonObject> &lanes) const;

    Counts counts() const;
    int acceptedAdds() const; ///< jobs that were added, as was shown
    int keptEdits() const; ///< shown as Queued or later
    int acceptedEdits() const;
    /// The last \a count lines of one edit, of all desks, for a message.
    QString historyOf(const QString &op) const;

private:
    struct Shown
    {
        int desk = 0;
        QJsonObject made; ///< empty: killed before it could say so
        QStringList fates; ///< as they were shown
        bool kept = false; ///< shown as Queued or later
        bool accepted = false; ///< ever shown so
        bool refused = false; ///< rejected or conflict
        bool wasHeld = false;
    };
    struct Step
    {
        QString lane;
        qint64 revision = 0;
        QString op;
        bool isWhole = false; ///< all fields, or it is not known which
        QStringList fields;
        QJsonObject before;
        QJsonObject after;
    };
    bool readLog(const QString &record, QStringList &wrong);
    void take(const Step &step, QStringList &wrong);
    QHash<QString, QString> readJournal(const QString &journal, QStringList &wrong) const;
    void checkEdit(const QString &op, const Shown &shown,
                   const QList<QHash<QString, QString>> &journals, bool quiet,
                   QStringList &wrong) const;
    void checkStep(const Step &step, QStringList &wrong) const;
    QString seenRevision(const Shown &shown, qint64 *base) const;

    QHash<QString, Shown> m_shown;
    QStringList m_order; ///< ops as they were made
    QHash<QString, QMap<qint64, Step>> m_log; ///< by lane
    QHash<QString, qint64> m_revisionOf; ///< by op
    QHash<QString, QString> m_verdicts; ///< by op: of jobs
    QSet<QString> m_lost; ///< ops whose effect an old record did not have
    QSet<QString> m_told; ///< steps that were looked at, by lane, revision and op
    QHash<QString, std::pair<int, QString>> m_places; ///< desk and state by channel, epoch, seq
    QStringList m_unlike; ///< what hear() found
    int m_compared = 0;
    int m_looks = 0;
    int m_restores = 0;
    bool m_restored = false;
    bool m_hasRecord = true;
};

} // namespace fw::faults
