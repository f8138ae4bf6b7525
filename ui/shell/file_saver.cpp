// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_saver.h"

#include <QNetworkReply>

namespace fw::ui {

namespace {

// So much is held in memory when the disk is slower than the network.
constexpr qint64 bufferBytes = 1024 * 1024;
constexpr int silenceMs = 30000;
constexpr int movedEveryMs = 100;

} // namespace

FileSaver::FileSaver(Wish wish)
    : m_wish(std::move(wish))
{
}

FileSaver::~FileSaver() = default;

void FileSaver::start()
{
    m_network = new QNetworkAccessManager(this);
    m_file = std::make_unique<QSaveFile>(m_wish.path);
    if (!m_file->open(QIODevice::WriteOnly))
        return fail(m_file->errorString());
    QNetworkRequest request(m_wish.from);
    if (!m_wish.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_wish.token.reveal());
    // The token is for this server alone.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::SameOriginRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(silenceMs);
    m_lastMoved.start();
    m_reply = m_network->get(request);
    m_reply->setReadBufferSize(bufferBytes);
    connect(m_reply, &QIODevice::readyRead, this, &FileSaver::take);
    connect(m_reply, &QNetworkReply::finished, this, &FileSaver::finish);
}

void FileSaver::cancel()
{
    m_cancelled = true;
    fail({});
}

void FileSaver::take()
{
    if (m_ended || m_reply->error() != QNetworkReply::NoError)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200 || status > 299) // an error's text is no output
        return;
    const QByteArray bytes = m_reply->readAll();
    if (m_file->write(bytes) != bytes.size())
        return fail(m_file->errorString());
    m_done += bytes.size();
    if (m_lastMoved.elapsed() < movedEveryMs)
        return;
    m_lastMoved.restart();
    Q_EMIT moved(m_done, m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong());
}

void FileSaver::finish()
{
    if (m_ended)
        return;
    take();
    if (m_ended)
        return;
    const qint64 all = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (m_reply->error() != QNetworkReply::NoError)
        return fail(m_reply->errorString());
    if (all > 0 && all != m_done)
        return fail(tr("The server sent %1 of %2 bytes.").arg(m_done).arg(all));
    if (!m_file->commit())
        return fail(m_file->errorString());
    m_ended = true;
    Q_EMIT moved(m_done, m_done);
    Q_EMIT ended({}, false);
}

void FileSaver::fail(const QString &trouble)
{
    if (m_ended)
        return;
    m_ended = true;
    if (m_file)
        m_file->cancelWriting(); // the unfinished file goes with the object
    m_file.reset();
    if (m_reply)
        m_reply->abort();
    Q_EMIT ended(trouble, m_cancelled);
}

} // namespace fw::ui
