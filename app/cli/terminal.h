// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QObject>

#include <functional>
#include <memory>

class QSocketNotifier;

namespace fw::cli {

/// Asks a person on the terminal that is standard input; the question goes to standard error. The
/// event loop goes on meanwhile, so that Ctrl+C works; however it ends, the echo comes back.
class Terminal final : public QObject
{
    Q_OBJECT
public:
    explicit Terminal(QObject *parent = nullptr);
    ~Terminal() override;

    /// Whether there is a person to ask.
    static bool isThere();
    /// Whether messages go to a person, so that progress may move on its line.
    static bool isSeen();

    using Done = std::function<void(const Expected<QByteArray> &line)>;
    /// One line without its end; \a hidden shows nothing of what is typed. Fails with Cancelled at
    /// the end of the input.
    void ask(const QString &question, bool hidden, Done done);

private:
    void onReadable();
    void finish(const Expected<QByteArray> &line);
    void setEcho(bool on);

    struct Echo;
    std::unique_ptr<Echo> m_echo; ///< the terminal as it was
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_read;
    Done m_done;
};

} // namespace fw::cli
