/** A sample of the vendor's text, as it is printed but for what `changed` says. */
interface Sample {
  readonly heading: string
  readonly code: string
  readonly changed?: string
}

/** What must be put in, since nobody could know it beforehand. */
export interface Known {
  readonly sessionID: number
  readonly SessionGuid: string
}

const quoted = 'the address stands in quotes: as printed it is not JavaScript'

/** All jQuery samples of the Chime API's text, in its order. */
export function chimeSamples({ sessionID, SessionGuid }: Known): readonly Sample[] {
  return [
    {
      heading: 'Queue Process Health',
      code: `$.get('http://Chime.server/Chime/Api/Health/Status/Queue/2',
    function(data){
        if(data){
            //Do something to show the queue process is running
        } else {
            //Do something to show the queue process is not running
        }
    }
);`,
    },
    {
      heading: 'Health Monitor Status',
      code: `$.get('http://Chime.server/Chime/Api/Health/Status/HealthMonitor',
    function(data){
        if(data){
            //Parse through the response and indicate the health of your Chime instance
        } else {
            //Chime might be down, or Health monitor unresponsive
        }
    }
);`,
    },
    {
      heading: 'Queue Availability',
      code: `$.get('http://Chime.server/Chime/Api/IsQueueAvailable',
    { queueID: 1 },
    function(data){
        if(data){
            //Do something to show queue is available
        } else {
            //Do something to show queue is unavailable
        }
    }
);`,
    },
    {
      heading: 'Queue Wait Time',
      code: `$.get('http://Chime.server/Chime/Api/GetQueueWaitTime',
    { queueID: 1 },
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Queue Info',
      code: `$.get('http://Chime.server/Chime/Api/GetQueueInfo',
    { queueID: 1 },
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Get Queues',
      code: `$.get('http://Chime.server/Chime/Api/GetQueues',
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Queue Agents',
      code: `$.get('http://Chime.server/Chime/Api/GetQueueInfo',
    { queueID: 1 },
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Agent Presence',
      code: `$.get('http://Chime.server/Chime/Api/AgentPresence',
    { sip: 'jsmith123@instant-tech.com' },
    function(data){
        //Do something with the response
    }
);`,
      changed: quoted,
    },
    {
      heading: 'Get Agent Skill Tags',
      code: `$.get('http://Chime.server/Chime/Api/GetAgentSkillTags',
    { sip: 'jsmith123@instant-tech.com' },
    function(data){
        //Do something with the response
    }
);`,
      changed: quoted,
    },
    {
      heading: 'Get Web Clients',
      code: `$.get('http://Chime.server/Chime/Api/GetWebClients',
    { queueID: 1 },
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Get Session Data',
      code: `$.get('http://Chime.server/Chime/Api/GetSessionData',
    { sessionID: ${sessionID} },
    function(data){
        //Do something with the response
    }
);`,
      changed: 'the number of a session that is there',
    },
    {
      heading: "Post Guest Session's Comment and Rating",
      code: `$.post(
    "/Chime/Session/AddSeekerCommentRating",
    {
        SessionGuid: "${SessionGuid}", 
        Rating: 1, 
        Comment:"Excellent! Thanks for the help"
    }
);`,
      changed: 'the guid of a session that is there',
    },
    {
      heading: 'Get All Outages (Global)',
      code: `$.get('http://Chime.server/Chime/Api/GetAllOutages',
    function(data){
        //Do something with the response
    }
);`,
    },
    {
      heading: 'Get Queue Outages',
      code: `$.get('http://Chime.server/Chime/Api/GetQueueOutages',
    { queueID: 1 },
    function(data){
        //Do something with the response
    }
);`,
    },
  ]
}

/** The jQuery sample of the reporting API's text, as it is printed but for host and key. */
export function reportSample(key: string): string {
  return `var settings = {
  "url": "http://Chime.server/Chime/Report/InboundVsAnsweredChats?queueId=1&start=2020-11-01T04:00:00.000Z&stop=2020-12-01T04:59:59.999Z&csv=true",
  "method": "GET",
  "timeout": 0,
  "headers": {
    "Authorization": "Bearer ${key}"
  },
};

$.ajax(settings).done(function (response) {
  console.log(response);
});`
}
