// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "cli/player.h"
#include "store/store.h"
#include "trace/recording.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace fw::cli {

/// Plays a recording into a store, through the same dialect and resumer as a live connection.
class Replayer final : public QObject
{
    Q_OBJECT
public:
    Replayer(const Options &options, store::Store &store, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(fw::cli::Exit code);

private:
    void next();
    void play(const trace::RecordedLine &line);
    void take(wire::Decoded decoded);
    bool readLine(); ///< into m_next; false at the end

    Options m_options;
    store::Store &m_store;
    const wire::Dialect *m_dialect = nullptr;
    std::unique_ptr<Player> m_player;
    QFile m_file;
    QTimer m_timer;
    std::optional<trace::RecordedLine> m_next;
    Instant m_start{};
    qint64 m_number = 0;
    std::optional<Failure> m_failure;
};

} // namespace fw::cli
