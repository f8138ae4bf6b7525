// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <QSocketNotifier>

#include <cstdio>

#include <termios.h>
#include <unistd.h>

namespace fw::cli {

using namespace Qt::StringLiterals;

struct Terminal::Echo
{
    termios before{};
};

Terminal::Terminal(QObject *parent)
    : QObject(parent)
{
}

Terminal::~Terminal()
{
    setEcho(true);
}

bool Terminal::isThere()
{
    return isatty(STDIN_FILENO) != 0;
}

bool Terminal::isSeen()
{
    return isatty(STDERR_FILENO) != 0;
}

void Terminal::setEcho(bool on)
{
    if (on) {
        if (m_echo)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_echo->before);
        m_echo.reset();
        return;
    }
    auto echo = std::make_unique<Echo>();
    if (tcgetattr(STDIN_FILENO, &echo->before) != 0)
        return;
    termios quiet = echo->before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL; // so that the next line begins on a line of its own
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0)
        m_echo = std::move(echo);
}

void Terminal::ask(const QString &question, bool hidden, Done done)
{
    m_done = std::move(done);
    if (hidden)
        setEcho(false);
    const QByteArray text = question.toUtf8() + ' ';
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stderr);
    std::fflush(stderr);
    m_notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Terminal::onReadable);
}

void Terminal::onReadable()
{
    char bytes[1024];
    const auto count = read(STDIN_FILENO, bytes, sizeof bytes);
    if (count <= 0) {
        finish(fail(Failure::Code::Cancelled, u"nobody answered"_s));
        return;
    }
    m_read.append(bytes, count);
    const auto end = m_read.indexOf('\n');
    if (end < 0)
        return;
    QByteArray line = m_read.left(end);
    m_read.remove(0, end + 1);
    if (line.endsWith('\r'))
        line.chop(1);
    finish(line);
}

void Terminal::finish(const Expected<QByteArray> &line)
{
    setEcho(true);
    m_notifier.release()->deleteLater(); // it is what called
    if (const Done done = std::exchange(m_done, {}))
        done(line);
}

} // namespace fw::cli
