/** English words that say nothing of what somebody wants; shorter ones are left out anyway. */
export const english = `
about above after again against ain't all also always and another any anybody anyone anything are aren't around ask away back because
been before being below between both but came can can't cannot come could couldn't did didn't does doesn't doing don't done down during each
either else even ever every everything few for from further get gets getting give goes going gone good got had hadn't has hasn't have
haven't having hello help her here hers herself hey him himself his how however i'd i'll i'm i've into isn't it'd it'll it's its itself
just keep know let let's like look looking made make many may maybe might mine more most much must mustn't myself need needs never
nobody none nor not nothing now off often once one only onto other others ought our ours ourselves out over own per please put
quite rather really regards said same say see seems shall shan't she she'd she'll she's should shouldn't since some somebody someone something soon
still such take tell than thank thanks that that's the their theirs them themselves then there there's these they they'd they'll they're
they've thing things think this those though through thus too toward towards try trying two under unless until upon use used using very via
want wants was wasn't way we'd we'll we're we've well went were weren't what what's when where whether which while who who's whole whom
whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself yourselves
`.match(/\S+/g)
