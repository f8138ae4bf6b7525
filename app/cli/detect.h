// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "session/detector.h"

#include <QTimer>
#include <QUrl>

namespace fw::cli {

/// The address a person typed: "host:port" is http. Fails with BadInput.
Expected<QUrl> addressOf(const QString &text);

/// Asks an address what kind of server lives there.
class DetectRun final : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(const Expected<std::vector<session::Detected>> &)>;
    explicit DetectRun(QObject *parent = nullptr);

    /// Calls back once. Fails with Unreachable, Timeout, or NotFound: it answers, but like nothing
    /// that is known.
    void ask(const QUrl &address, Millis timeout, Done done);

private:
    void finish(const Expected<std::vector<session::Detected>> &found);

    session::Detector m_detector;
    QTimer m_timeout;
    Done m_done;
};

/// Prints what was found, best first, and how to save it.
void printDetected(const QUrl &address, const std::vector<session::Detected> &found, bool json);

} // namespace fw::cli
