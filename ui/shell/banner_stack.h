// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/banner_bar.h"

namespace fw::ui {

/// How urgent a banner is among those that have something to say, the least urgent first.
enum class BannerRank : quint8 {
    Soon, ///< something will end
    Connection, ///< a connection is lost or not as usual, or a person works offline
    Recovered, ///< changes wait for a decision
    Trouble, ///< a connection that only a person can mend
    Event, ///< to be read once and dismissed: an answer to what was just done
    Keeping, ///< work could be lost
};

/// Lets one banner at a time be seen: the most urgent of those that have something to say. The next
/// one follows when that is over. The bars outlive it.
class BannerStack final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// \a calm is its rank, and \a error that while what it says is an error. Of the same rank the
    /// one added first is seen.
    void add(BannerBar *bar, BannerRank calm, BannerRank error);
    void add(BannerBar *bar, BannerRank rank) { add(bar, rank, rank); }
    /// The one that is seen; null when none has anything to say.
    const BannerBar *seen() const { return m_seen; }

private:
    void arrange();

    struct Place
    {
        BannerBar *bar;
        BannerRank calm;
        BannerRank error;
    };
    std::vector<Place> m_places;
    BannerBar *m_seen = nullptr;
};

} // namespace fw::ui
