// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/desk.h"
#include "hub/lane_edit.h"
#include "hub/record/record.h"
#include "hub/snapshots.h"

#include <map>

namespace fw::hub {

/// The documents that people edit together: brands and crops. Every durable edit of them, by
/// WebSocket or HTTP, is decided here in one transaction: op seen before -> base -> change ->
/// history -> verdict (reliability.md 5.5). Told only when it is on the disk.
///
///   base == revision                               applied
///   base <  revision, a brand, other fields        rebased
///   base <  revision, else; base > revision        conflict with current, changed, by, time
///   `before` names a value that stands no more     conflict, whatever the revisions say
///   `epoch` names a life of the hub that this record did not live, or one that ended before the
///   revision `base` was made: another revision is meant     conflict
///   the op was seen before                         duplicate with its first verdict
class Lanes final : public SnapshotSource
{
public:
    static constexpr size_t maxLanes = 20'000; ///< of one channel; edits of new ones are denied

    /// Both must outlive this.
    Lanes(EventLog &log, const Clock &clock);
    /// Reads all documents; once, before anybody asks, and after the life of the log's epoch was
    /// begun (lives.h). \a record must outlive this. Fails with Database.
    Expected<void> load(record::Record &record);
    /// Somebody knows the hub by \a epoch. When this record has not lived it, a state was lost, and
    /// numbers of revisions that were given away then are skipped.
    void meet(const QString &epoch);
    /// From now on edits are put off: the author asks again at the next hub.
    void drain() { m_draining = true; }

    /// Who edits.
    struct Author
    {
        QString id; ///< the client's, `origin` of the event
        QString name; ///< for people, `by` of the document
    };
    struct Answer
    {
        record::Verdict verdict;
        bool duplicate = false; ///< this op was seen before; verdict is the first one
        std::optional<Failure::Code> code; ///< why it was not applied
        std::optional<LaneEdit> live; ///< a preview: nothing was kept, others may be shown it
    };
    /// Which revision an edit builds on when it does not say.
    enum class Base : quint8 {
        Needed, ///< it must say
        Newest, ///< bare seed peers know no revisions: the last one to write wins
    };
    /// Decides on `lane`, `base` and `data` of \a message. The verdicts that stand are stored with
    /// the edit; `invalid` by form and `rateLimited` (the database refuses, the hub ends) are not:
    /// the latter means the same op may be sent again. No part of \a message is kept.
    Answer publish(ChannelIndex channel, const EditId &op, const JsonValue &message,
                   const Author &author, Base base = Base::Needed);

    SnapshotData snapshot(ChannelIndex channel) const override;
    /// `{"channel","epoch","seq","brands"|"crops":[…]}`: a snapshot for those who poll.
    QByteArray json(ChannelIndex channel) const;

private:
    struct Wish; // an edit with its lane and base
    struct Told; // what is said once it is kept
    Expected<Wish> wishFrom(ChannelIndex channel, const JsonValue &message, Base base) const;
    Expected<std::optional<Told>> decide(const EditId &op, const Wish &wish, const Author &author,
                                         Answer &answer);
    Expected<void> refuse(Answer &answer, const Wish &wish,
                          const std::optional<record::LaneDocument> &now, bool lost);
    Expected<bool> isLost(const Wish &wish, const record::LaneDocument &now);
    Expected<bool> fits(const Wish &wish, const std::optional<record::LaneDocument> &now,
                        record::Verdict &verdict);
    Expected<void> skipRevisions();
    std::map<QString, QByteArray> &rows(ChannelIndex channel);
    const std::map<QString, QByteArray> &rows(ChannelIndex channel) const;

    EventLog &m_log;
    const Clock &m_clock;
    record::Record *m_record = nullptr;
    qint64 m_life = 0; ///< of the hub
    qint64 m_least = 1; ///< number of the next revision of any document
    bool m_skipped = false; ///< once in a life is enough
    bool m_draining = false;
    std::map<QString, QByteArray> m_crops; ///< by lane, as in snapshots
    std::map<QString, QByteArray> m_brands;
};

} // namespace fw::hub
