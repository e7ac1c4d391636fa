#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H
/*
 * What the council that never was writes with: names, and the parts of its sentences.  Nothing here
 * is a figure, an acronym or a reference in words, so that there is nothing to find fault with.
 */

static const char *const committees[] = {
	"Cabinet", "Audit", "Planning", "Licensing", "Housing", "Scrutiny", "Pensions", "Harbours",
	"Education", "Highways", "Standards", "Libraries",
};

static const char *const acts[] = {
	"Review", "Renewal", "Plan", "Future", "Funding", "Progress", "Costs", "Letting", "Repair",
	"Transfer", "Closure", "Extension",
};

static const char *const services[] = {
	"street lighting", "home care", "school meals", "bus shelters", "allotments", "day centres",
	"kerbside recycling", "flood defences", "youth clubs", "winter gritting", "public halls",
	"tree planting", "museum stores", "adult learning", "parks and gardens", "car parks",
	"cemeteries", "foster care", "footpaths", "sports pitches", "food safety", "market stalls",
	"respite care", "bridge inspection", "pest control", "community wardens", "bathing beaches",
	"land charges", "beach cleaning", "travel passes",
};

static const char *const directorates[] = {
	"Adults", "Children", "Place", "Resources", "Culture", "Environment", "Communities", "Transport",
};

static const char *const headings[] = {
	"Purpose of report", "Recommendation", "Background", "The proposal", "Options considered",
	"Consultation", "Financial implications", "Legal implications", "Next steps",
};

static const char *const subjects[] = {
	"The council", "The working group", "The service", "The contractor", "The director",
	"Each ward member", "The partnership", "The present policy", "The draft strategy",
	"The review team", "Every household", "The management committee", "The new arrangement",
	"The independent adviser", "The tenants' association", "The regional board",
};

static const char *const verbs[] = {
	"has looked closely at", "would gain from", "is now responsible for", "has asked to see",
	"will report again on", "depends for the most part on", "was not consulted about",
	"has set aside time for", "supports in principle", "wishes to simplify", "has long relied upon",
	"is likely to need", "cannot alone provide", "remains committed to",
};

static const char *const objects[] = {
	"the way in which repairs are ordered", "a longer agreement with local suppliers",
	"the opening hours of the smaller branches", "better information for people who live alone",
	"the condition of the older buildings", "the recruitment and training of new staff",
	"a shared register of land and property", "the standard of cleaning that was promised",
	"the timetable for moving to one office", "complaints that took too long to answer",
	"the lessons of the trial in the north", "what residents said at the open evenings",
	"the use of volunteers at weekends", "the advice of the neighbouring authorities",
};

static const char *const tails[] = {
	"before the end of the financial year", "so that nobody has to travel further than now",
	"unless the grant is withdrawn", "because demand has grown in every district",
	"although the savings will come later", "and expects to finish by the autumn",
	"while the market for such work is small", "without any change to the fees",
	"once the surveys have been completed", "in line with the plan that was adopted",
	"as the inspectors recommended", "and will bring the results to members",
};

static const char *const risks[] = {
	"Tenders come in late", "Staff leave before the move", "The grant is not renewed",
	"A survey finds more damage", "Residents object to the hours", "The supplier fails",
};

static const char *const levels[] = { "Low", "Medium", "High" };

static const char *const answers[] = {
	"Monthly review by the project board", "Keep the present contract in reserve",
	"Agree terms with a second supplier", "Talk to those affected before work begins",
	"Phase the work over a longer time", "Hold a contingency within the service",
};

#endif
