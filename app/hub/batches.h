// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/event_log.h"

#include <vector>

namespace fw::hub {

/// Ready-made messages for a stretch of the log. Clients that stand at the same place with the same
/// channels get the very same text, so the work is done once per broadcast, not once per client.
class Batches
{
public:
    static constexpr qint64 maxEvents = 128; ///< in one batch message; told in welcome.limits
    static constexpr qint64 maxBytes = 128 * 1024;

    explicit Batches(const EventLog &log)
        : m_log(log)
    {
    }

    struct Stretch
    {
        qint64 from = 0; ///< orders [from, to)
        qint64 to = 0;
        quint8 mask = 0; ///< bit i: channel i is wanted
        bool bare = false; ///< seed form: one message per event, no numbers
        bool collapse = false; ///< leave out progress that a later one in the log replaces
        friend bool operator==(const Stretch &, const Stretch &) = default;
    };
    /// Where a stretch from \a from should end so that it fits one message.
    qint64 stretchEnd(qint64 from) const;
    /// The messages of that stretch; none when nothing in it is wanted. Valid until the next call.
    const std::vector<QString> &messages(const Stretch &stretch);
    /// One message for these events of framewatch.v1.
    static QString batch(const std::vector<const LogEvent *> &events);

private:
    std::vector<const LogEvent *> wanted(const Stretch &stretch) const;

    struct Kept
    {
        Stretch stretch;
        std::vector<QString> messages;
    };
    static constexpr size_t maxKept = 16;
    const EventLog &m_log;
    std::deque<Kept> m_kept;
};

} // namespace fw::hub
