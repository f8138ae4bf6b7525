// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <functional>

namespace fw::ui {

/// $XDG_STATE_HOME/framewatch (QStandardPaths has no name for it before Qt 6.7).
QString stateDir();

/// Keeps what the user arranged: geometry, docks, columns, options. Saves one second after a
/// change, atomically, with three generations; the writing happens in a thread pool. A file
/// that cannot be read falls back to the generation before it (ux.md 14).
class LayoutKeeper final : public QObject
{
    Q_OBJECT
public:
    static constexpr int generations = 3;
    static constexpr int version = 1;

    /// \a path of the newest generation, e.g. stateDir() + "/layout.json".
    explicit LayoutKeeper(QString path, QObject *parent = nullptr);
    ~LayoutKeeper() override; ///< saves what is pending and waits for it

    /// The newest readable generation; empty when there is none or it is of another version.
    QJsonObject load() const;
    /// Something changed: \a collect is asked for the whole layout when it is time to save.
    void setCollector(std::function<QJsonObject()> collect);
    void touch();
    void saveNow();

private:
    QString m_path;
    std::function<QJsonObject()> m_collect;
    QTimer m_timer;
    QByteArray m_saved; ///< what was written last
};

/// Writes \a bytes as the newest generation and moves the older ones on. False when it failed;
/// the generations on disk are then as they were. Called in a thread pool.
bool writeGenerations(const QString &path, const QByteArray &bytes);

} // namespace fw::ui
