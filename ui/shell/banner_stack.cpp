// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner_stack.h"

namespace fw::ui {

void BannerStack::add(BannerBar *bar, BannerRank calm, BannerRank error)
{
    m_places.push_back({ bar, calm, error });
    connect(bar, &BannerBar::bannerChanged, this, &BannerStack::arrange);
    arrange();
}

void BannerStack::arrange()
{
    BannerBar *seen = nullptr;
    BannerRank highest = BannerRank::Soon;
    for (const Place &place : m_places) {
        if (!place.bar->banner())
            continue;
        const BannerRank rank = place.bar->banner()->error ? place.error : place.calm;
        if (!seen || rank > highest) {
            seen = place.bar;
            highest = rank;
        }
    }
    m_seen = seen;
    for (const Place &place : m_places) { // first those that go: never two at once
        if (place.bar != seen)
            place.bar->setCovered(true);
    }
    if (seen)
        seen->setCovered(false);
}

} // namespace fw::ui
