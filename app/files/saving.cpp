// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/saving.h"

namespace fw::files {

using namespace Qt::StringLiterals;

Saving::Saving(std::vector<SaveWish> wishes, SaverPolicy policy, QObject *parent)
    : QObject(parent)
    , m_wishes(std::move(wishes))
    , m_policy(std::move(policy))
{
    m_thread.setObjectName(u"saving"_s);
}

Saving::~Saving()
{
    m_thread.quit();
    m_thread.wait();
}

void Saving::start()
{
    m_thread.start();
    next();
}

void Saving::cancel()
{
    if (!m_stopped)
        m_stopped = SaveEnd{ SaveEnd::Kind::Cancelled, {}, 0, false };
    if (m_saver)
        QMetaObject::invokeMethod(m_saver.data(), &Saver::cancel, Qt::QueuedConnection);
}

void Saving::next()
{
    if (++m_at >= static_cast<int>(m_wishes.size()))
        return Q_EMIT finished();
    Q_EMIT begun(m_at);
    m_saver = new Saver(m_wishes[static_cast<size_t>(m_at)], m_policy);
    m_saver->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_saver, &QObject::deleteLater);
    connect(m_saver, &Saver::moved, this, &Saving::moved);
    connect(m_saver, &Saver::broke, this, &Saving::broke);
    connect(m_saver, &Saver::ended, this, &Saving::onEnded);
    QMetaObject::invokeMethod(m_saver.data(), &Saver::start, Qt::QueuedConnection);
}

void Saving::onEnded(const SaveEnd &end)
{
    m_saver->disconnect(this);
    m_saver->deleteLater();
    m_saver.clear();
    if (end.failure.code == Failure::Code::Unauthorised && end.kind == SaveEnd::Kind::Failed)
        m_stopped = SaveEnd{ SaveEnd::Kind::Failed, end.failure, 0, false };
    Q_EMIT ended(m_at, end);
    if (m_stopped) {
        while (++m_at < static_cast<int>(m_wishes.size()))
            Q_EMIT ended(m_at, *m_stopped);
        return Q_EMIT finished();
    }
    next();
}

} // namespace fw::files
