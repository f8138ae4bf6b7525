// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "base/secret.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>

namespace fw::settings {

/// Tokens and passwords, in the desktop's secret service (QtKeychain). Where none answers they are
/// kept for this run only, and whoever stores one is told so. Everything is asynchronous.
class Secrets final : public QObject
{
    Q_OBJECT
public:
    /// Where a secret ended up.
    enum class Kept : quint8 { InKeychain, ThisRunOnly };

    explicit Secrets(QObject *parent = nullptr);

    using ReadDone = std::function<void(const Expected<Secret> &)>;
    using WriteDone = std::function<void(Kept)>;
    /// Calls back exactly once, in time; NotFound when there is no such secret. A write or a
    /// removal that is late goes on by itself.
    void read(const ServerId &server, ReadDone done);
    void write(const ServerId &server, const Secret &secret, WriteDone done);
    /// \a done, if any, is called once: whether nothing is kept any more.
    using RemoveDone = std::function<void(bool)>;
    void remove(const ServerId &server, RemoveDone done = {});

    /// How long the secret service may take; it may wait for a person to unlock it.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

private:
    std::chrono::milliseconds m_timeout{ 20000 };
    QHash<ServerId, Secret> m_thisRun; ///< what the secret service does not have, or not yet
    QSet<ServerId> m_removed; ///< so that a late write does not bring one back
};

/// The token named by the environment (FRAMEWATCH_TOKEN); NotFound when there is none.
Expected<Secret> secretFromEnvironment();

/// The first line of a file. Fails with NotFound, Io, or BadInput (empty, or too long for a token).
Expected<Secret> secretFromFile(const QString &path);

} // namespace fw::settings
