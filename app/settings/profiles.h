// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"

#include <QObject>

#include <memory>

class QSettings;

namespace fw::settings {

/// The server profiles of this user, in $XDG_CONFIG_HOME/framewatch/framewatch.conf. Never holds a
/// secret. The first start makes one profile, "This computer".
class Profiles final : public QObject
{
    Q_OBJECT
public:
    /// \a file empty: the usual place.
    explicit Profiles(QString file = {}, QObject *parent = nullptr);
    ~Profiles() override;

    const std::vector<wire::Profile> &all() const { return m_profiles; }
    /// By id, else by name without regard to case; nothing when there is none.
    std::optional<wire::Profile> find(QStringView idOrName) const;

    /// Adds or replaces by id, and writes. A new profile without an id gets one.
    /// Fails with BadInput (no name, no dialect, address not http or https, or with user or
    /// password in it) or Io.
    Expected<wire::Profile> save(wire::Profile profile);
    Expected<void> remove(const ServerId &id);
    /// Puts the profiles into the order of \a ids; those it does not name come last, as they were.
    Expected<void> arrange(const std::vector<ServerId> &ids);
    QString fileName() const;

Q_SIGNALS:
    void changed();

private:
    void load();
    Expected<void> write();

    std::unique_ptr<QSettings> m_settings;
    std::vector<wire::Profile> m_profiles;
};

/// The profile of the hub on this computer, as the first start makes it.
wire::Profile thisComputer();

/// Why \a profile cannot be saved; nothing when it can.
Expected<void> checkProfile(const wire::Profile &profile);

} // namespace fw::settings
