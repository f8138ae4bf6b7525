// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/saver.h"

#include "base/secret.h"
#include "files/account.h"
#include "link/once_device.h"

#include <QDir>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <unistd.h>

namespace fw::files {

using namespace Qt::StringLiterals;
using Kind = Verdict::Kind;

namespace {

// So much is held in memory when the disk is slower than the network.
constexpr qint64 bufferBytes = 1024 * 1024;
constexpr int movedEveryMs = 100;
constexpr qint64 mostWords = 64 * 1024;
constexpr int mostRedirects = 5;
constexpr int mostAfresh = 3;
// Somebody waits for the end: more than this is not copied between file systems.
constexpr qint64 quickly = 64 * 1024 * 1024;

QNetworkRequest requestFor(const wire::HttpRequest &asked, const SaverPolicy &policy)
{
    QNetworkRequest request(asked.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    const Millis patience = asked.timeout.count() > 0 ? asked.timeout : policy.silence;
    request.setTransferTimeout(static_cast<int>(patience.count()));
    for (const auto &[name, value] : asked.headers)
        request.setRawHeader(name, value);
    // Positions count the bytes of the file itself.
    request.setRawHeader("Accept-Encoding", "identity");
    return request;
}

wire::HttpReply headOf(const QNetworkReply &reply)
{
    wire::HttpReply head;
    head.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply.rawHeaderPairs())
        head.headers.append({ name, value });
    return head;
}

// The network's own trouble, not an answer of the server (see QNetworkReply::NetworkError).
bool isCutOff(const QNetworkReply &reply)
{
    const auto error = reply.error();
    return (error != QNetworkReply::NoError && error < QNetworkReply::ContentAccessDenied)
        || error == QNetworkReply::ProtocolFailure;
}

Failure troubleOf(const QNetworkReply &reply)
{
    const auto error = reply.error();
    const bool isSilence
        = error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError;
    return { isSilence ? Failure::Code::Timeout : Failure::Code::Unreachable,
             isSilence ? Saver::tr("The server fell silent.") : reply.errorString() };
}

} // namespace

Saver::Saver(SaveWish wish, SaverPolicy policy)
    : m_wish(std::move(wish))
    , m_policy(std::move(policy))
    , m_kept(m_policy.keepDir, m_policy.keepBytes)
    , m_account(accountOf(m_wish.request.headers))
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Saver::ask);
}

Saver::~Saver()
{
    dropReply();
    if (!m_ended)
        keep(quickly);
}

bool Saver::canGoOn() const
{
    return m_wish.request.method == "GET" && !m_validator.isEmpty() && m_done > 0;
}

void Saver::start()
{
    m_network = new QNetworkAccessManager(this);
    if (!openFile())
        return;
    takeUpKept();
    ask();
}

// In the folder of the final name, so that giving it is one step; and seen to be writable before
// anything is fetched.
bool Saver::openFile()
{
    const QFileInfo target(m_wish.path);
    if (target.isSymLink() && target.exists())
        m_wish.path = target.canonicalFilePath();
    const QString hidden = QFileInfo(m_wish.path).path() + u"/.framewatch-"_s
        + QString::fromLatin1(randomSecret(12).reveal()) + u".part"_s;
    m_file = std::make_unique<QFile>(hidden);
    if (m_file->open(QIODevice::ReadWrite | QIODevice::NewOnly) && !target.isDir())
        return true;
    fail({ Failure::Code::Io,
           target.isDir() ? tr("There is a folder of that name.") : m_file->errorString() });
    return false;
}

void Saver::takeUpKept()
{
    if (m_wish.request.method != "GET")
        return;
    const QString hidden = m_file->fileName();
    const auto part = m_kept.take(m_wish.request.url, m_account, hidden);
    if (!part)
        return;
    m_file->close(); // another file has its name now
    if (!m_file->open(QIODevice::ReadWrite) || !m_file->seek(part->bytes))
        return fail({ Failure::Code::Io, m_file->errorString() });
    m_done = m_atBreak = part->bytes;
    m_total = part->total;
    m_validator = part->validator;
}

void Saver::ask()
{
    if (m_ended)
        return;
    m_heard = false;
    m_lastMoved.invalidate();
    m_words.clear();
    m_from = canGoOn() ? m_done : 0;
    QNetworkRequest request = requestFor(m_wish.request, m_policy);
    if (m_from > 0) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_from) + '-');
        request.setRawHeader("If-Range", m_validator);
    }
    // Qt asks again by itself when a connection ends, also in the middle of an answer, and gives
    // the bytes of both as one: a body that cannot be rewound forbids it, also an empty one.
    auto body = link::onceBytes(m_wish.request.body);
    m_reply = m_network->sendCustomRequest(request, m_wish.request.method, body.get());
    body.release()->setParent(m_reply);
    m_reply->setReadBufferSize(bufferBytes);
    connect(m_reply, &QIODevice::readyRead, this, &Saver::take);
    connect(m_reply, &QNetworkReply::finished, this, &Saver::onFinished);
}

void Saver::hear()
{
    m_heard = true;
    m_verdict
        = judge({ m_wish.request.url, m_from, m_total, m_from > 0 ? m_validator : QByteArray(),
                  QFileInfo(m_wish.path).fileName() },
                headOf(*m_reply));
    if (m_verdict.kind == Kind::Whole)
        startOver();
    if (m_verdict.kind == Kind::Whole || m_verdict.kind == Kind::Rest) {
        m_total = m_verdict.total;
        m_validator = m_verdict.validator;
    }
}

void Saver::startOver()
{
    m_done = m_from = m_atBreak = m_total = 0;
    m_validator.clear();
    if (!m_file->resize(0) || !m_file->seek(0))
        fail({ Failure::Code::Io, m_file->errorString() });
}

void Saver::take()
{
    if (m_ended || !m_reply
        || m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).isNull())
        return;
    if (!m_heard)
        hear();
    if (m_ended)
        return;
    const QByteArray bytes = m_reply->readAll();
    if (m_verdict.kind != Kind::Whole && m_verdict.kind != Kind::Rest) {
        m_words += bytes.left(mostWords - m_words.size()); // an error's text is no output
        return;
    }
    if (m_file->write(bytes) != bytes.size())
        return fail({ Failure::Code::Io, m_file->errorString() });
    m_done += bytes.size();
    if (!bytes.isEmpty())
        tellMoved(false);
}

void Saver::tellMoved(bool always)
{
    if (!always && m_lastMoved.isValid() && m_lastMoved.elapsed() < movedEveryMs)
        return;
    m_lastMoved.start();
    Q_EMIT moved(m_done, m_total);
}

// What this answer alone promised; 0: it did not say.
qint64 Saver::bodyExpected() const
{
    return m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
}

void Saver::onFinished()
{
    if (m_ended || !m_reply)
        return;
    take();
    if (m_ended)
        return;
    if (!m_heard)
        return onCutOff(troubleOf(*m_reply));
    switch (m_verdict.kind) {
    case Kind::Whole:
    case Kind::Rest: {
        const qint64 expected = bodyExpected();
        const bool isShort = isCutOff(*m_reply) || (expected > 0 && m_done - m_from < expected);
        if (isShort)
            return onCutOff(
                isCutOff(*m_reply)
                    ? troubleOf(*m_reply)
                    : Failure{ Failure::Code::Unreachable,
                               tr("The server sent %1 of %2 bytes.").arg(m_done).arg(m_total) });
        if (m_total > 0 && m_done > m_total)
            return askAgain(true);
        if (m_total > 0 && m_done < m_total) // it gives large files in pieces
            return m_done > m_from && canGoOn() ? askAgain(false) : askAgain(true);
        return finish();
    }
    case Kind::Again:
        return askAgain(true);
    case Kind::Elsewhere:
        if (++m_redirects > mostRedirects)
            return fail({ Failure::Code::Refused, tr("The server sends us in a circle.") });
        m_wish.request.url = m_verdict.url;
        return askAgain(false);
    case Kind::Later:
    case Kind::No: {
        const QString words = wordsIn(m_words);
        Failure why = m_verdict.failure;
        if (!words.isEmpty() && why.code != Failure::Code::Unauthorised)
            why.detail += u": "_s + words;
        if (m_verdict.kind == Kind::Later && (m_done > 0 || m_tries > 0))
            return onCutOff(why);
        return fail(why);
    }
    }
}

// Not broken, but of another version or in pieces: at once, yet not for ever.
void Saver::askAgain(bool fromStart)
{
    if (fromStart) {
        if (++m_afresh > mostAfresh)
            return fail(
                { Failure::Code::Conflict, tr("The file at the server changes all the time.") });
        startOver();
    }
    dropReply();
    ask();
}

void Saver::onCutOff(const Failure &why)
{
    dropReply();
    const bool begun = m_done > 0 || m_tries > 0;
    const bool repeats = m_wish.request.method == "GET";
    if (m_done - m_atBreak >= m_policy.worthwhile)
        m_tries = 0;
    m_atBreak = m_done;
    if (!begun || !repeats || m_tries >= m_policy.pauses.size()) {
        Failure last = why;
        if (begun && m_total > 0)
            last.detail = tr("The connection broke at %1 %, and trying again did not help: %2")
                              .arg(m_done * 100 / m_total)
                              .arg(why.detail);
        return fail(last);
    }
    const Millis pause = m_policy.pauses[m_tries++];
    m_pause.start(pause);
    Q_EMIT broke(canGoOn() ? m_done : 0, m_total, static_cast<int>(m_tries),
                 static_cast<int>(m_policy.pauses.size()));
}

void Saver::finish()
{
    const QString hidden = m_file->fileName();
    const QFileInfo older(m_wish.path);
    if (older.exists())
        m_file->setPermissions(older.permissions());
    const bool isWhole = m_file->flush() && ::fsync(m_file->handle()) == 0;
    const QString error = m_file->errorString();
    m_file->close();
    if (!isWhole || !moveFile(hidden, m_wish.path))
        return fail(
            { Failure::Code::Io, isWhole ? tr("The file cannot be given its name.") : error });
    m_file.reset();
    tellMoved(true);
    end({ SaveEnd::Kind::Saved, {}, m_done, false });
}

bool Saver::keep(qint64 mostCopied)
{
    if (!m_file)
        return false;
    const QString hidden = m_file->fileName();
    const bool flushed = m_file->isOpen() && m_file->flush();
    m_file->close();
    m_file.reset();
    const KeptPart part{ m_validator, m_total, m_done };
    const bool isPart = m_total == 0 || m_done < m_total;
    if (flushed && canGoOn() && isPart && QFileInfo(hidden).size() == m_done)
        return m_kept.keep(m_wish.request.url, m_account, hidden, part, mostCopied);
    QFile::remove(hidden);
    return false;
}

void Saver::cancel()
{
    if (m_ended)
        return;
    m_validator.clear(); // so that nothing is kept
    keep();
    end({ SaveEnd::Kind::Cancelled, {}, m_done, false });
}

void Saver::fail(Failure why)
{
    if (m_ended)
        return;
    const qint64 done = m_done;
    const bool kept = why.code != Failure::Code::Io && keep();
    if (m_file) {
        m_file->remove();
        m_file.reset();
    }
    end({ SaveEnd::Kind::Failed, std::move(why), done, kept });
}

void Saver::end(const SaveEnd &how)
{
    m_ended = true;
    m_pause.stop();
    dropReply();
    Q_EMIT ended(how);
}

void Saver::dropReply()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

} // namespace fw::files
