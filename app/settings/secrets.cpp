// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/secrets.h"

#include "base/log.h"

#include <QFile>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace fw::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxSecretBytes = 16 * 1024;

QString serviceName()
{
    return u"framewatch"_s;
}

/// Starts \a job and calls \a done exactly once: when it finishes, or with false at the timeout. A
/// job that is late goes on by itself and is not listened to any more.
void run(QKeychain::Job *job, QObject *context, std::chrono::milliseconds timeout,
         std::function<void(bool answered)> done)
{
    auto called = std::make_shared<bool>(false);
    const auto once = [called, done = std::move(done)](bool answered) {
        if (!std::exchange(*called, true))
            done(answered);
    };
    QObject::connect(job, &QKeychain::Job::finished, context, [once] { once(true); });
    QTimer::singleShot(timeout, context, [once] { once(false); });
    job->start();
}

} // namespace

Secrets::Secrets(QObject *parent)
    : QObject(parent)
{
}

void Secrets::read(const ServerId &server, ReadDone done)
{
    if (m_thisRun.contains(server)) {
        QTimer::singleShot(
            0, this, [done = std::move(done), secret = m_thisRun.value(server)] { done(secret); });
        return;
    }
    auto *job = new QKeychain::ReadPasswordJob(serviceName()); // deletes itself
    job->setKey(server.text);
    run(job, this, m_timeout, [job, done = std::move(done)](bool answered) {
        if (!answered)
            done(fail(Failure::Code::Timeout, u"the secret service does not answer"_s));
        else if (job->error() == QKeychain::NoError)
            done(Secret(job->binaryData()));
        else if (job->error() == QKeychain::EntryNotFound)
            done(fail(Failure::Code::NotFound, u"no secret is kept for this server"_s));
        else
            done(fail(Failure::Code::NotFound, job->errorString()));
    });
}

void Secrets::write(const ServerId &server, const Secret &secret, WriteDone done)
{
    m_thisRun.insert(server, secret);
    auto *job = new QKeychain::WritePasswordJob(serviceName()); // deletes itself
    job->setKey(server.text);
    job->setBinaryData(secret.reveal());
    run(job, this, m_timeout, [job, done = std::move(done)](bool answered) {
        const bool kept = answered && job->error() == QKeychain::NoError;
        if (!kept)
            qCInfo(lcSession) << "no secret service: the secret is kept for this run only";
        done(kept ? Kept::InKeychain : Kept::ThisRunOnly);
    });
}

void Secrets::remove(const ServerId &server, RemoveDone done)
{
    m_thisRun.remove(server);
    auto *job = new QKeychain::DeletePasswordJob(serviceName()); // deletes itself
    job->setKey(server.text);
    run(job, this, m_timeout, [job, done = std::move(done)](bool answered) {
        if (done)
            done(answered
                 && (job->error() == QKeychain::NoError
                     || job->error() == QKeychain::EntryNotFound));
    });
}

Expected<Secret> secretFromEnvironment()
{
    const QByteArray token = qgetenv("FRAMEWATCH_TOKEN").trimmed();
    if (token.isEmpty())
        return fail(Failure::Code::NotFound, u"FRAMEWATCH_TOKEN is not set"_s);
    return Secret(token);
}

Expected<Secret> secretFromFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Failure::Code::NotFound, u"%1 does not exist"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(maxSecretBytes + 1);
    const QByteArray token = bytes.split('\n').constFirst().trimmed();
    if (token.isEmpty() || bytes.size() > maxSecretBytes)
        return fail(Failure::Code::BadInput, u"%1 does not hold a token"_s.arg(path));
    return Secret(token);
}

} // namespace fw::settings
