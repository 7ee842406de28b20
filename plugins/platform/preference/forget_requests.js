var old = new GlideRecord('stead_request');
old.addQuery('sys_created_on', '<', gs.daysAgo(2));
old.setWorkflow(false);
old.deleteMultiple();
