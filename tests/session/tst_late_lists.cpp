// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/seat.h"
#include "support/faulty_wire.h"
#include "support/imagetools_server.h"

#include <QSignalSpy>

#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

/// News that come while a reading is under way: a list that was made before them does not undo
/// them, whenever the reading ends.
class TestLateLists final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newsDuringAReadingStay();
};

void TestLateLists::newsDuringAReadingStay()
{
    ImageToolsServer server;
    FaultyWire wire;
    const QString old = server.addImage(u"photo.jpg"_s);
    QVERIFY(server.listen() && wire.listen(server.url()));
    Hasty dialect(*dialects::findDialect(u"imagetools"));
    dialect.aside = 40ms;
    wire::Profile profile;
    profile.id = ServerId{ u"tools"_s };
    profile.name = u"Tools"_s;
    profile.address = wire.url();
    Seat seat(profile, dialect);
    session::SessionPolicy policy = quickPolicy();
    policy.fullPoll = 0ms;
    policy.link.request = 30s;
    seat.connect({}, policy);
    SOON_COMPARE(seat.phase(), Seat::Phase::Live);
    SOON_COMPARE(server.sockets(), 1);
    SOON_VERIFY(seat.item(u"image"_s, old));
    // The list of pictures is here, the reading goes on with the devices.
    wire.hold("GET /api/v1/addon/");
    SOON_VERIFY(wire.held() > 0);
    const QString beach = server.arrive(u"beach.jpg"_s, u"mobile"_s);
    SOON_VERIFY(seat.item(u"image"_s, beach));
    int missing = 0;
    connect(&seat.store, &store::Store::changed, this,
            [&] { missing += seat.item(u"image"_s, beach) ? 0 : 1; });
    const qsizetype before = server.httpSeen.size();
    wire.hold({});
    wire.letGo();
    SOON_VERIFY(server.httpSeen.size() > before + 10); // rounds later
    QCOMPARE(missing, 0);
    const wire::Item *item = seat.item(u"image"_s, beach);
    QVERIFY(item && !wire::fieldOf(*item, u"source").isUndefined()); // only the news said that
}

QTEST_GUILESS_MAIN(TestLateLists)
#include "tst_late_lists.moc"
