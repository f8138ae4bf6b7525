// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

class QLocalSocket;

namespace fw::ui {

/// One window per user and data folder: the second start hands its files over and ends (ux.md 17).
/// A socket in $XDG_RUNTIME_DIR that only its user can open.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 maxMessage = 256 * 1024;

    /// \a name tells instances apart that may run side by side (profile, data folder).
    explicit SingleInstance(QString name, QObject *parent = nullptr);

    /// Hands \a files over to the instance that runs. False when there is none. Before the window
    /// exists; waits at most a second.
    bool handOver(const QStringList &files) const;
    /// Becomes the instance others hand over to. False when it cannot listen (then starts are
    /// simply independent).
    bool listen();

Q_SIGNALS:
    /// Another start wants this window in front, with these absolute paths added.
    void handedOver(const QStringList &files);

private:
    void onConnection();
    void onData(QLocalSocket *socket);

    QString m_path;
    QLocalServer m_server;
};

} // namespace fw::ui
