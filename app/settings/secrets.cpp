// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/secrets.h"

#include "base/log.h"

#include <QFile>
#include <QLibrary>
#include <QPointer>
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

/// The session with a secret service is kept for good below us, also with one that was restarted
/// and knows nothing of it. This makes the next job open a new one.
void forgetSession()
{
    if (auto *disconnect = QLibrary::resolve(u"secret-1"_s, 0, "secret_service_disconnect"))
        disconnect();
}

struct Request
{
    std::function<QKeychain::Job *()> makeJob; ///< it deletes itself
    std::function<void(const QKeychain::Job *)> done; ///< null: it did not answer in time
    std::function<void()> late = [] {}; ///< it finished after that
    QPointer<QKeychain::Job> job = nullptr;
    bool letGo = false;
};
using SharedRequest = std::shared_ptr<Request>;

void start(const SharedRequest &request, QObject *context, int attempts)
{
    request->job = request->makeJob();
    const auto onFinished = [request, context, attempts](const QKeychain::Job *job) {
        if (request->letGo)
            return;
        if (!request->done)
            return request->late();
        if (job->error() == QKeychain::OtherError && attempts > 1) {
            forgetSession();
            return start(request, context, attempts - 1);
        }
        std::exchange(request->done, nullptr)(job);
    };
    QObject::connect(request->job, &QKeychain::Job::finished, context, onFinished);
    request->job->start();
}

/// Jobs run one after another, and one that waits for a person, or was lost with its service, may
/// never end. Saying in its name that it has lets the next one go; it stays alive for a late end.
void letGo(Request &request)
{
    request.letGo = true;
    if (request.job)
        Q_EMIT request.job->finished(request.job);
    request.letGo = false;
}

/// Calls request.done exactly once.
void run(Request request, QObject *context, std::chrono::milliseconds timeout)
{
    const auto shared = std::make_shared<Request>(std::move(request));
    const auto onTimeout = [shared] {
        if (!shared->done)
            return;
        letGo(*shared);
        std::exchange(shared->done, nullptr)(nullptr);
    };
    QTimer::singleShot(timeout, context, onTimeout);
    start(shared, context, 2);
}

template <typename Job> Job *jobFor(const ServerId &server)
{
    auto *job = new Job(serviceName()); // deletes itself
    job->setKey(server.text);
    return job;
}

Expected<Secret> readResult(const QKeychain::Job *job)
{
    if (!job)
        return fail(Failure::Code::Timeout, u"the secret service does not answer"_s);
    if (job->error() == QKeychain::EntryNotFound)
        return fail(Failure::Code::NotFound, u"no secret is kept for this server"_s);
    if (job->error() != QKeychain::NoError)
        return fail(Failure::Code::NotFound, job->errorString());
    return Secret(static_cast<const QKeychain::ReadPasswordJob *>(job)->binaryData());
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
    run({ .makeJob = [server] { return jobFor<QKeychain::ReadPasswordJob>(server); },
          .done = [done = std::move(done)](const QKeychain::Job *job) { done(readResult(job)); } },
        this, m_timeout);
}

void Secrets::write(const ServerId &server, const Secret &secret, WriteDone done)
{
    m_thisRun.insert(server, secret);
    const auto makeJob = [server, secret] {
        auto *job = jobFor<QKeychain::WritePasswordJob>(server);
        job->setBinaryData(secret.reveal());
        return job;
    };
    const auto onDone = [this, server, secret, done = std::move(done)](const QKeychain::Job *job) {
        const bool kept = job && job->error() == QKeychain::NoError;
        if (!kept)
            qCInfo(lcSession) << "no secret service: the secret is kept for this run only";
        else if (m_thisRun.value(server) == secret)
            m_thisRun.remove(server); // from here on the keychain knows better
        done(kept ? Kept::InKeychain : Kept::ThisRunOnly);
    };
    const auto onLate = [this, server] {
        if (m_removed.contains(server)) // meanwhile, and perhaps before this was written
            remove(server);
    };
    m_removed.remove(server);
    run({ .makeJob = makeJob, .done = onDone, .late = onLate }, this, m_timeout);
}

void Secrets::remove(const ServerId &server, RemoveDone done)
{
    m_thisRun.remove(server);
    m_removed.insert(server);
    const auto onDone = [done = std::move(done)](const QKeychain::Job *job) {
        if (done)
            done(job
                 && (job->error() == QKeychain::NoError
                     || job->error() == QKeychain::EntryNotFound));
    };
    run({ .makeJob = [server] { return jobFor<QKeychain::DeletePasswordJob>(server); },
          .done = onDone },
        this, m_timeout);
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
