// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QUrlQuery>

namespace fw::test {

/// One call and its answer, as the fakes pass them around.
struct FakeCall
{
    QByteArray method;
    QString path; ///< without query
    QUrlQuery query;
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};
struct FakeAnswer
{
    int status = 0; ///< 0: not mine
    QByteArray body;
    QByteArray type = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers;
};
FakeAnswer jsonAnswer(int status, const QJsonValue &body);

/// Supabase Auth (GoTrue) as far as a client meets it: three grants, refresh tokens that work once,
/// with a window in which the last one is taken again, and every shape of error.
class EchoAuth final
{
public:
    /// The shapes its errors have, by version and by who answers.
    enum class Shape : quint8 { Msg, Message, OAuth, Gateway };

    EchoAuth();
    FakeAnswer answer(const FakeCall &call); ///< status 0: no route of it

    bool isGood(const QByteArray &accessToken) const { return m_access.contains(accessToken); }
    QByteArray makeAccess(); ///< a token without signing in
    void expireAccess() { m_access.clear(); } ///< what is out is out of date from now on
    void revokeAll(); ///< refresh tokens too

    QString user = QStringLiteral("11111111-1111-4111-8111-111111111111");
    QString email = QStringLiteral("editor@example.invalid");
    QString password = QStringLiteral("right horse");
    QByteArray anonKey = "anon-public-key";
    Shape shape = Shape::Msg;
    int life = 3600; ///< seconds of an access token
    int skew = 0; ///< seconds its clock is ahead of ours
    qint64 reuseWindow = 10'000; ///< ms
    int limited = 0; ///< so many calls more are answered 429
    int broken = 0; ///< so many calls more are answered 500
    int grants = 0; ///< tokens given out
    int refreshes = 0; ///< refresh grants asked for
    QByteArrayList secrets; ///< everything it gave out or was told that proves something
    QUrlQuery authorised; ///< the last call of the sign-in page

private:
    struct Family
    {
        QByteArray active;
        QByteArray parent; ///< the one before
        qint64 rotated = 0;
        bool revoked = false;
    };
    FakeAnswer fail(int status, const QString &code, const QString &words) const;
    FakeAnswer session(int family);
    qint64 now() const; ///< seconds, by its clock
    FakeAnswer byPassword(const QJsonObject &body);
    FakeAnswer byRefresh(const QJsonObject &body);
    FakeAnswer byCode(const QJsonObject &body);
    FakeAnswer authorise(const QUrlQuery &query);
    QJsonObject userObject() const;

    QList<Family> m_families;
    QHash<QByteArray, int> m_refresh; ///< family by token
    QHash<QString, QByteArray> m_codes; ///< challenge by code
    QSet<QByteArray> m_access;
    QElapsedTimer m_clock;
    int m_next = 1;
};

} // namespace fw::test
