// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "trace/recording.h"

#include <QTimer>

namespace fw::cli {

/// Writes everything that passes between a session and its server to a file, while it passes and
/// without secrets. What is not written yet is only what the session keeps of the last exchanges,
/// so the memory is bounded; were there ever too many at once, a remark in the file says how many
/// are missing.
class Recorder final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive the recorder. Nobody else may trace \a session.
    Recorder(session::Session &session, const Clock &clock, QObject *parent = nullptr);

    /// Before the session connects: what passes from now on is written to \a path, an existing
    /// file is replaced. Fails with Io.
    Expected<void> begin(const QString &path);
    /// Writes what has passed until now, then finished() comes once.
    void finish();
    bool isRecording() const { return m_isRecording; }
    /// Whether something that passed is not in the file.
    bool lacks() const { return m_lacks; }

Q_SIGNALS:
    void finished();
    /// Once, with Io: nothing more is written.
    void failed(const fw::Failure &failure);

private:
    void take(const trace::News &news);
    bool keep(const Expected<void> &written);
    void close(const QString &words);

    session::Session &m_session;
    const Clock &m_clock;
    trace::RecordWriter m_writer;
    QTimer m_patience; ///< for the last news
    bool m_isRecording = false;
    bool m_isLast = false; ///< finish() was called
    bool m_lacks = false;
};

} // namespace fw::cli
